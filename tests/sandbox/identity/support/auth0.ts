import type { Walk } from './walk';
import type { WalkProvider } from './walkProvider';

const AUDIENCE = 'https://api.example.com/orders';

/** The tenant with an API `orders`, which gives people nothing but by the grants of their clients. */
export async function auth0({ sandbox, environment, browser }: Walk): Promise<WalkProvider> {
  const { tenant } = sandbox;
  const { access_token: operator } = await call<{ access_token: string }>('', '/oauth/token', {
    grant_type: 'client_credentials',
    client_id: tenant.management.clientId,
    client_secret: tenant.management.clientSecret,
    audience: `${tenant.issuer}api/v2/`,
  });
  await call(operator, '/api/v2/resource-servers', {
    identifier: AUDIENCE,
    scopes: [{ value: 'orders.read' }, { value: 'orders.audit' }],
    allow_offline_access: true,
    subject_type_authorization: {
      user: { policy: 'require_client_grant' },
      client: { policy: 'require_client_grant' },
    },
  });
  return {
    issuer: tenant.issuer,
    audience: AUDIENCE,
    jwksUrl: `${tenant.issuer}.well-known/jwks.json`,
    authorizeUrl: `${tenant.url}/authorize`,
    tokenUrl: `${tenant.url}/oauth/token`,
    request: { audience: AUDIENCE, scope: 'orders.read offline_access' },
    user: {
      name: environment['AUTH0_DEMO_USER'] ?? '',
      password: environment['AUTH0_DEMO_PASSWORD'] ?? '',
    },
    openidAudience: 'list',
    subject: /^auth0\|[0-9a-f]{24}$/,
    createClient: async (name, redirectUri) => {
      const { client_id, client_secret } = await call<{ client_id: string; client_secret: string }>(
        operator,
        '/api/v2/clients',
        {
          name,
          app_type: 'regular_web',
          grant_types: ['authorization_code', 'refresh_token'],
          callbacks: [redirectUri],
        },
      );
      const grant = { client_id, audience: AUDIENCE, scope: ['orders.read'], subject_type: 'user' };
      await call(operator, '/api/v2/client-grants', grant);
      return { id: client_id, secret: client_secret };
    },
  };

  async function call<T>(token: string, path: string, content: object): Promise<T> {
    const { status, text } = await browser.send(
      'POST',
      tenant.url + path,
      { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      JSON.stringify(content),
    );
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
    return JSON.parse(text) as T;
  }
}
