import { openOperator } from '../../../../sandbox/oci/operator';
import { StateFolder } from '../../../../sandbox/state/folder';
import { appBody, PATCH_SCHEMA, Signer } from '../../oci/identityDomain/support';
import type { Walk } from './walk';
import type { WalkProvider } from './walkProvider';

const AUDIENCE = 'https://api.example.com/orders/';
const SCOPE = `${AUDIENCE}orders.read`;

/** The Default domain with a resource app `orders` and public keys. */
export async function identityDomain({ sandbox, environment, browser }: Walk): Promise<WalkProvider> {
  const { default: domain } = sandbox.domains;
  const signer = new Signer(
    await openOperator(new StateFolder(environment['ORDS_SANDBOX_STATE'] ?? '')),
    true,
  );
  await administer('PATCH', '/Settings/Settings', {
    schemas: [PATCH_SCHEMA],
    Operations: [{ op: 'replace', path: 'signingCertPublicAccess', value: true }],
  });
  await createApp('orders', {
    isOAuthResource: true,
    audience: AUDIENCE,
    scopes: [{ value: 'orders.read' }, { value: 'orders.audit' }],
    allowOffline: true,
  });
  return {
    issuer: domain.issuer,
    audience: AUDIENCE,
    jwksUrl: `${domain.url}/admin/v1/SigningCert/jwk`,
    authorizeUrl: `${domain.url}/oauth2/v1/authorize`,
    tokenUrl: `${domain.url}/oauth2/v1/token`,
    request: { scope: `${SCOPE} offline_access` },
    user: {
      name: environment['OCI_DEMO_USER'] ?? '',
      password: environment['OCI_DEMO_PASSWORD'] ?? '',
    },
    openidAudience: 'text',
    subject: /^demo$/,
    createClient: async (displayName, redirectUri) => {
      const { name, clientSecret } = await createApp(displayName, {
        isOAuthClient: true,
        clientType: 'confidential',
        allowedGrants: ['authorization_code', 'refresh_token'],
        redirectUris: [redirectUri],
        allowedScopes: [{ fqs: SCOPE }],
      });
      return { id: String(name), secret: String(clientSecret) };
    },
  };

  function createApp(displayName: string, members: object): Promise<Record<string, unknown>> {
    return administer('POST', '/Apps', appBody(displayName, { active: true, ...members }));
  }

  async function administer(
    method: 'POST' | 'PATCH',
    path: string,
    content: object,
  ): Promise<Record<string, unknown>> {
    const target = `/admin/v1${path}`;
    const body = JSON.stringify(content);
    const headers = signer.headers(method, target, new URL(domain.url).host, body);
    const { status, text } = await browser.send(method, domain.url + target, headers, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }
}
