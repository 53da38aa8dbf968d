import { checkOciIamNames } from '../idp/ociIamNames';
import { checkOciIamSettings, CONFIDENTIAL } from '../idp/ociIamRules';
import { quote } from '../rules/text';
import type { ExportedApi, ExportedProvider, Unexpressed } from './exportedApi';
import { exportGroupClaim } from './exportGroupClaim';
import { exportOciClients } from './exportOciClients';
import { joinScopes } from './joinScopes';
import { byKey } from './keepClients';
import type { LiveOciApi, LiveOciIam, LiveOciScope } from './liveOciIam';
import { PROVIDER_FORMS } from './providerForms';

/**
 * Adds the side of an identity domain to the values of a schema, with the ids under which `up` takes it over.
 *
 * @param profiled Issuer of the JWT profile.
 * @param privileges Names of all privileges of the schema, also of those that the values do not express.
 */
export function addOciIam(
  api: ExportedApi,
  live: LiveOciIam,
  profiled: string | undefined,
  privileges: readonly string[],
): ExportedApi {
  const { audience = '' } = api;
  const object = `resource app of ${quote(audience)}`;
  const claim = exportGroupClaim(api.provider.settings, live, audience, Object.keys(api.scopes));
  const provider: ExportedProvider = {
    ...api.provider,
    domain: live.domain,
    settings: { ...api.provider.settings, ...claim.settings },
  };
  const notes = [...trustNotes(api, live, profiled), ...claim.notExpressed];
  const missing = whyNotTakenOver(live.api);
  if (live.api === null || missing !== undefined)
    return {
      ...api,
      provider: { ...provider, adopt: {} },
      clients: {},
      notExpressed: [
        ...notes,
        { object, reason: missing ?? `domain ${quote(live.domain)} has none; up creates it` },
      ],
    };
  const roleMode = provider.settings.groupClaim !== undefined;
  const joined = joinScopes(api.scopes, live.api.scopes, {
    privileges,
    audience,
    provider: 'the domain',
    owner: 'resource app',
    roleMode,
    checkScope: PROVIDER_FORMS['oci-iam'].checkScope,
  });
  const { clients, kept, notExpressed } = exportOciClients(live.clients, {
    scopes: Object.keys(joined.scopes),
    apiId: live.api.id,
    roleMode,
  });
  const { settings, reasons } = apiSettings(live.api);
  const people = Object.values(clients).some(({ redirectUris }) => redirectUris !== undefined);
  return {
    ...api,
    scopes: joined.scopes,
    provider: {
      ...provider,
      settings: { ...settings, ...provider.settings },
      adopt: { api: live.api.id, clients: byKey(kept, ({ id }) => id) },
    },
    clients,
    notExpressed: [
      ...notes,
      ...reasons.map((reason) => ({ object, reason })),
      ...(people && !live.api.allowOffline
        ? [
            {
              object,
              reason: 'it issues no refresh tokens; up makes it, for the clients that people sign in to',
            },
          ]
        : []),
      ...joined.notExpressed,
      ...live.api.scopes.filter(({ name }) => Object.hasOwn(joined.scopes, name)).flatMap(scopeNotes),
      ...notExpressed,
    ],
  };
}

function trustNotes(
  { provider, notExpressed }: ExportedApi,
  { domain, issuer, publicKeys }: LiveOciIam,
  profiled: string | undefined,
): Unexpressed[] {
  const object = 'JWT profile';
  return [
    ...notExpressed,
    ...(provider.domain === undefined || provider.domain === domain
      ? []
      : [
          {
            object,
            reason: `it trusts ${quote(provider.domain)}, and the apps were read from ${quote(domain)}; up makes it trust the latter`,
          },
        ]),
    ...(issuer === undefined || profiled === undefined || issuer === profiled
      ? []
      : [
          {
            object,
            reason: `its issuer is ${quote(profiled)}; up makes it ${quote(issuer)}, as the domain says`,
          },
        ]),
    ...(publicKeys === false
      ? [
          {
            object: `domain ${quote(domain)}`,
            reason:
              'ORDS cannot read its keys, and up leaves that; publicSigningCertificate: true makes up open them',
          },
        ]
      : []),
  ];
}

/** An app that `up` would have to replace is not the one that there is. */
function whyNotTakenOver(api: LiveOciApi | null): string | undefined {
  if (api === null || api.template === CONFIDENTIAL) return undefined;
  return `it was made from the template ${quote(api.template ?? '')}, which a ProtectedApi does not have; up would need another audience, or that app gone`;
}

function apiSettings({ name, tokenLifetime, active, secondaryAudiences }: LiveOciApi): {
  settings: Readonly<Record<string, string | number>>;
  reasons: string[];
} {
  const reasons: string[] = [];
  const [badName] = checkOciIamNames(name, { scopes: [], clients: {} });
  if (badName) reasons.push(`its name ${badName.summary}; up gives it that of the ProtectedApi`);
  const [badLifetime] =
    tokenLifetime === undefined
      ? []
      : checkOciIamSettings({ domain: 'https://any.example.com', tokenLifetime });
  if (badLifetime) reasons.push(`its tokenLifetime ${badLifetime.found} ${badLifetime.summary}`);
  if (!active) reasons.push('it is inactive; up activates it');
  if (secondaryAudiences.length > 0)
    reasons.push(
      `its secondary audiences ${secondaryAudiences.map(quote).join(', ')} make aud a list, which ORDS refuses, and up leaves them; remove them in the domain`,
    );
  return {
    settings: {
      ...(!badName && { apiName: name }),
      ...(tokenLifetime !== undefined && !badLifetime && { tokenLifetime }),
    },
    reasons,
  };
}

/** A domain tells scopes apart by all of what they say, and `up` writes them whole. */
function scopeNotes({ name, displayName, requiresConsent }: LiveOciScope): Unexpressed[] {
  const object = `scope ${quote(name)}`;
  return [
    ...(displayName === name
      ? []
      : [
          {
            object,
            reason: `its display name in the domain is ${displayName === undefined ? 'none' : quote(displayName)}; up makes it ${quote(name)}`,
          },
        ]),
    ...(requiresConsent
      ? [{ object, reason: 'people are asked for their consent to it; up ends that' }]
      : []),
  ];
}
