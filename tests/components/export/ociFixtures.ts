import type { LiveOciApi, LiveOciClient, LiveOciIam } from '../../../components/export/liveOciIam';
import type { LiveSchema } from '../../../components/export/liveSchema';
import { live } from './fixtures';

export const DOMAIN = 'https://idcs-0123.identity.oraclecloud.com';
export const ISSUER = 'https://identity.oraclecloud.com/';
const TEMPLATE = 'CustomWebAppTemplateId';

/** The schema of ./fixtures, trusted as that of an identity domain. */
export function liveOfDomain(
  change: Partial<LiveSchema> = {},
  profile: Partial<NonNullable<LiveSchema['profile']>> = {},
): LiveSchema {
  return live({
    profile: {
      ...live().profile!,
      issuer: ISSUER,
      audience: 'ords/',
      jwkUrl: `${DOMAIN}/admin/v1/SigningCert/jwk`,
      ...profile,
    },
    ...change,
  });
}

export function liveOciApi(change: Partial<LiveOciApi> = {}): LiveOciApi {
  return {
    id: '5e1f01',
    name: 'Orders API',
    active: true,
    template: TEMPLATE,
    tokenLifetime: 7_200,
    allowOffline: false,
    secondaryAudiences: [],
    scopes: [{ name: 'orders.read', displayName: 'orders.read', requiresConsent: false }],
    ...change,
  };
}

export function liveOciClient(change: Partial<LiveOciClient> = {}): LiveOciClient {
  return {
    id: '5e1f02',
    clientId: 'idofbackend',
    name: 'Backend service',
    active: true,
    template: TEMPLATE,
    clientType: 'confidential',
    trustScope: 'Explicit',
    grantTypes: ['client_credentials'],
    scopes: ['orders.read'],
    otherScopes: [],
    redirectUris: [],
    allUrlSchemes: false,
    ...change,
  };
}

/** One that people sign in to. */
export function liveOciWebClient(change: Partial<LiveOciClient> = {}): LiveOciClient {
  return liveOciClient({
    id: '5e1f03',
    clientId: 'idofweb',
    name: 'Shop',
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: ['https://shop.example.com/callback'],
    ...change,
  });
}

/** What agrees with `liveOfDomain()`: everything of it can be expressed. */
export function liveOciIam(change: Partial<LiveOciIam> = {}): LiveOciIam {
  return {
    domain: DOMAIN,
    issuer: ISSUER,
    publicKeys: true,
    api: liveOciApi(),
    clients: [liveOciClient()],
    claims: [],
    ...change,
  };
}
