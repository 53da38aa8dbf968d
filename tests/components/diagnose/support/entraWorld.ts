import type { EntraApiFacts, EntraClientFacts } from '../../../../components/diagnose/entraFacts';
import type { ApiSides } from '../../../../components/diagnose/facts';
import type { Manifest, ManifestParts } from '../../../../components/manifest';
import { healthyManifest, healthyWorld, NOW, type WorldOverrides } from './world';

export const TENANT = '8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11';
const DIRECTORY = `https://login.microsoftonline.com/${TENANT}`;
export const ENTRA_ISSUER = `${DIRECTORY}/v2.0`;
export const ENTRA_AUDIENCE = '0a3e8f6c-5b7d-4a2e-9c1f-7d2b6e4a8c90';
const JWKS_URL = `${DIRECTORY}/discovery/v2.0/keys`;

const DAY = 86_400;
/** In so many days, as Graph writes times. */
export const inDays = (days: number): string => new Date((NOW + days * DAY) * 1000).toISOString();

const ROLE_MODE = { mode: 'role', roleClaim: '/roles' } as const;
export const PEOPLE = {
  web: { clientId: 'client-web', scopes: ['orders.read'], redirectUris: ['https://app.example.com/cb'] },
};

/** The same API with a directory of Entra, in role mode with two machines. */
export function entraManifest(change: Partial<ManifestParts> = {}): Manifest {
  return healthyManifest({
    identityProvider: { kind: 'entra', tenantId: TENANT, loginEndpoint: 'https://login.microsoftonline.com' },
    issuer: ENTRA_ISSUER,
    audience: ENTRA_AUDIENCE,
    jwksUrl: JWKS_URL,
    authorisation: ROLE_MODE,
    ...change,
  });
}

export interface EntraOverrides extends WorldOverrides {
  /** Of the application of the API. */
  readonly entra?: Partial<EntraApiFacts>;
  /** Of the application of the client `backend`. */
  readonly backend?: Partial<EntraClientFacts>;
}

/** Both sides as a successful `pulumi up` leaves them, but for the overrides. */
export function entraWorld({ entra, backend, ...overrides }: EntraOverrides = {}): ApiSides {
  const manifest = overrides.manifest ?? entraManifest();
  const healthyClient: EntraClientFacts = { hasPrincipal: true, secretEnds: [inDays(700)] };
  return healthyWorld({
    ...overrides,
    manifest,
    api:
      overrides.api === null
        ? null
        : { tokenLifetime: undefined, entra: { ...healthyApi(manifest), ...entra }, ...overrides.api },
    clients: Object.fromEntries(
      Object.keys(manifest.clients).map((key) => {
        const change = overrides.clients?.[key];
        const own = { ...healthyClient, ...(key === 'backend' && backend) };
        return [key, change === null ? null : { entra: own, ...change }];
      }),
    ),
  });
}

function healthyApi({ scopes, clients, trust }: Manifest): EntraApiFacts {
  const people = Object.values(clients).some(({ redirectUris }) => redirectUris !== undefined);
  const machines = Object.values(clients).some(({ redirectUris }) => redirectUris === undefined);
  const roleMode = trust.authorisation.mode === 'role';
  const memberTypes = [...(machines ? ['Application'] : []), ...(people ? ['User'] : [])];
  const names = scopes.map(({ name }) => name);
  return {
    tokenVersion: 2,
    identifierUris: people ? [`api://${trust.audience}`] : [],
    roles: roleMode
      ? scopes
          .flatMap(({ name, roles = [name] }) => roles)
          .map((value) => ({ value, enabled: true, memberTypes }))
      : [],
    scopes: people || !roleMode ? names.map((value) => ({ value, enabled: true })) : [],
    ownKey: 'none',
    principal: { assignmentRequired: roleMode },
  };
}
