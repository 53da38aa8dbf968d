import type { Manifest } from '../../../../components/manifest';
import { manifest } from '../../cli/fixtures';

const DOMAIN = 'https://idcs-1.identity.oraclecloud.com';

/** A machine, a client that people sign in to, and one whose scope covers another module. */
const PARTS: Partial<Manifest> = {
  scopes: [
    { name: 'orders.read', description: null, modules: ['orders'], patterns: [] },
    { name: 'orders.audit', description: null, modules: ['audit'], patterns: [] },
  ],
  clients: {
    'back end': { clientId: 'id-of-backend', scopes: ['orders.read'] },
    'back-end': { clientId: 'id-of-other', scopes: ['orders.read', 'orders.audit'] },
    web: {
      clientId: 'id-of-web',
      scopes: ['orders.read'],
      redirectUris: ['https://shop.example.com/back', 'https://oauth.pstmn.io/v1/callback'],
    },
  },
  ords: {
    ...manifest().ords,
    modules: {
      orders: { basePath: '/orders/', public: false },
      audit: { basePath: 'audit', public: false },
      news: { basePath: '/news/', public: true },
    },
  },
};

export const onAuth0 = (changes: Partial<Manifest> = {}): Manifest => manifest({ ...PARTS, ...changes });

export const onOciIam = (changes: Partial<Manifest> = {}): Manifest =>
  onAuth0({
    identityProvider: { kind: 'oci-iam', domainUrl: DOMAIN },
    trust: {
      issuer: 'https://identity.oraclecloud.com/',
      audience: 'ords/',
      jwksUrl: `${DOMAIN}/admin/v1/SigningCert/jwk`,
      authorisation: { mode: 'scope' },
    },
    ...changes,
  });

const DIRECTORY = '8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11';
const LOGIN = 'https://login.microsoftonline.com';

export const onEntra = (changes: Partial<Manifest> = {}): Manifest =>
  onAuth0({
    identityProvider: { kind: 'entra', tenantId: DIRECTORY, loginEndpoint: LOGIN },
    trust: {
      issuer: `${LOGIN}/${DIRECTORY}/v2.0`,
      audience: 'c1',
      jwksUrl: `${LOGIN}/${DIRECTORY}/discovery/v2.0/keys`,
      authorisation: { mode: 'role', roleClaim: '/roles' },
    },
    ...changes,
  });
