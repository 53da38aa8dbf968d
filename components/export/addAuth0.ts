import { checkAuth0Settings, type SigningAlgorithm } from '../idp/auth0Rules';
import { quote } from '../rules/text';
import { exportClients } from './exportClients';
import type { ExportedApi, ExportedAuth0, Unexpressed } from './exportedApi';
import { joinScopes } from './joinScopes';
import type { LiveApi, LiveAuth0 } from './liveAuth0';

/**
 * Adds the identity provider's side to the values of a schema, with the ids under which `up` takes it over.
 *
 * @param privileges Names of all privileges of the schema, also of those that the values do not express.
 */
export function addAuth0(api: ExportedApi, live: LiveAuth0, privileges: readonly string[]): ExportedApi {
  const audience = api.audience ?? '';
  const object = `Auth0 API ${quote(audience)}`;
  const notes: Unexpressed[] = [...api.notExpressed];
  if (api.auth0Domain !== undefined && api.auth0Domain !== live.domain)
    notes.push({
      object: 'JWT profile',
      reason: `it trusts ${quote(api.auth0Domain)}, and the API was read from ${quote(live.domain)}: right for a custom domain of that tenant only`,
    });
  if (live.api === null) {
    notes.push({ object, reason: `tenant ${quote(live.domain)} has none; up creates it` });
    return { ...api, auth0: { settings: {}, clients: {}, adopt: {} }, notExpressed: notes };
  }
  const joined = joinScopes(api.scopes, live.api.scopes, { privileges, audience });
  const { settings, reasons } = apiSettings(live.api);
  const { clients, adopt, notExpressed } = exportClients(live.clients, Object.keys(joined.scopes));
  notes.push(
    ...reasons.map((reason) => ({ object, reason })),
    ...joined.notExpressed,
    ...notExpressed,
    ...live.otherGrants.map(({ id, reason }) => ({
      object: `Auth0 grant ${quote(id)}`,
      reason: `left out, and untouched by up: ${reason}`,
    })),
  );
  const auth0: ExportedAuth0 = { settings, clients, adopt: { api: live.api.id, ...adopt } };
  return { ...api, scopes: joined.scopes, auth0, notExpressed: notes };
}

function apiSettings({ name, signingAlgorithm, tokenLifetime, tokenDialect }: LiveApi): {
  settings: ExportedAuth0['settings'];
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
