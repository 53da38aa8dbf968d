import { checkAuth0Settings, type SigningAlgorithm } from '../idp/auth0Rules';
import { userPolicyOf } from '../idp/auth0UserPolicy';
import { quote } from '../rules/text';
import { exportAuth0Clients } from './exportAuth0Clients';
import type { ExportedApi, ExportedProvider, Unexpressed } from './exportedApi';
import { joinScopes } from './joinScopes';
import { byKey } from './keepClients';
import type { LiveApi, LiveAuth0 } from './liveAuth0';
import { PROVIDER_FORMS } from './providerForms';

/**
 * Adds the identity provider's side to the values of a schema, with the ids under which `up` takes it over.
 *
 * @param privileges Names of all privileges of the schema, also of those that the values do not express.
 */
export function addAuth0(api: ExportedApi, live: LiveAuth0, privileges: readonly string[]): ExportedApi {
  const { provider, audience = '' } = api;
  const object = `Auth0 API ${quote(audience)}`;
  const notes: Unexpressed[] = [...api.notExpressed];
  if (provider.domain !== undefined && provider.domain !== live.domain)
    notes.push({
      object: 'JWT profile',
      reason: `it trusts ${quote(provider.domain)}, and the API was read from ${quote(live.domain)}: right for a custom domain of that tenant only`,
    });
  if (live.api === null) {
    notes.push({ object, reason: `tenant ${quote(live.domain)} has none; up creates it` });
    return { ...api, provider: { ...provider, adopt: {} }, clients: {}, notExpressed: notes };
  }
  const roleMode = provider.settings.roleClaim !== undefined;
  const joined = joinScopes(api.scopes, live.api.scopes, {
    privileges,
    audience,
    provider: 'Auth0',
    owner: 'Auth0 API',
    roleMode,
    checkScope: PROVIDER_FORMS.auth0.checkScope,
  });
  const { settings, reasons } = apiSettings(live.api);
  const { clients, kept, notExpressed } = exportAuth0Clients(live.clients, Object.keys(joined.scopes));
  reasons.push(...whoGetsTokens(live.api, Object.values(clients)));
  notes.push(
    ...reasons.map((reason) => ({ object, reason })),
    ...joined.notExpressed,
    ...notExpressed,
    ...live.otherGrants.map(({ id, reason }) => ({
      object: `Auth0 grant ${quote(id)}`,
      reason: `left out, and untouched by up: ${reason}`,
    })),
    ...(roleMode
      ? [
          {
            object: `claim ${quote(String(provider.settings.roleClaim))}`,
            reason: 'what writes roles into it (an Action of the tenant) was not read; up leaves it as it is',
          },
        ]
      : []),
  );
  return {
    ...api,
    scopes: joined.scopes,
    provider: {
      ...provider,
      settings: { ...settings, ...provider.settings },
      adopt: {
        api: live.api.id,
        clients: byKey(kept, ({ id }) => id),
        grants: byKey(kept, ({ grantId }) => grantId),
      },
    },
    clients,
    notExpressed: notes,
  };
}

function apiSettings({ name, signingAlgorithm, tokenLifetime, tokenDialect }: LiveApi): {
  settings: ExportedProvider['settings'];
  reasons: string[];
} {
  const reasons: string[] = [];
  if (name === undefined) reasons.push('it has no name; up gives it that of the ProtectedApi');
  const usable = <T extends { tokenLifetime?: number; signingAlgorithm?: SigningAlgorithm }>(
    value: T,
  ): T | object => {
    const [problem] = checkAuth0Settings(value);
    if (problem === undefined) return value;
    reasons.push(
      `its ${problem.field.replace('identityProvider.', '')} ${problem.found} ${problem.summary}; up changes it`,
    );
    return {};
  };
  // Not declared, and so left as it is: the values have no good one to put in its place.
  if (tokenDialect?.startsWith('rfc9068'))
    reasons.push(
      `its tokens are of typ at+jwt (${quote(tokenDialect)}), which ORDS refuses, and up leaves that; change it in Auth0`,
    );
  return {
    settings: {
      ...(name !== undefined && { apiName: name }),
      ...(tokenLifetime !== undefined && usable({ tokenLifetime })),
      ...(signingAlgorithm !== undefined &&
        signingAlgorithm !== 'RS256' &&
        usable({ signingAlgorithm: signingAlgorithm as SigningAlgorithm })),
    },
    reasons,
  };
}

/** What `up` changes for people whose applications the values do not have. */
function whoGetsTokens(
  { userPolicy }: LiveApi,
  clients: readonly { readonly redirectUris?: readonly string[] }[],
): string[] {
  const declared = userPolicyOf(clients);
  if (userPolicy === undefined || userPolicy === declared) return [];
  return [
    `it gives tokens for people by the policy ${quote(userPolicy)}; up changes that to ${quote(declared)}${
      userPolicy === 'allow_all' ? ', and applications without a grant of these values get none any more' : ''
    }`,
  ];
}
