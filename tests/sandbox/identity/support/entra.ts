import type { Walk } from './walk';
import type { WalkProvider } from './walkProvider';

const SCOPE_ID = 'aaaaaaaa-0000-4000-8000-000000000001';

/** The tenant with an API `orders`, its scope `orders.read`, and the identifier URI of its client id. */
export async function entra({ sandbox, environment, browser }: Walk): Promise<WalkProvider> {
  const { entra: tenant } = sandbox;
  const own = `${tenant.url}/${tenant.tenantId}`;
  const { text } = await browser.post(`${own}/oauth2/v2.0/token`, {
    grant_type: 'client_credentials',
    client_id: environment['ARM_CLIENT_ID'] ?? '',
    client_secret: environment['ARM_CLIENT_SECRET'] ?? '',
    scope: `${tenant.url}/graph/.default`,
  });
  const { access_token: operator } = JSON.parse(text) as { access_token: string };
  const api = await register('orders', {
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [
        {
          id: SCOPE_ID,
          value: 'orders.read',
          type: 'User',
          isEnabled: true,
          adminConsentDisplayName: 'Read orders',
          adminConsentDescription: 'Read orders',
        },
      ],
    },
  });
  await call('PATCH', `/applications/${api.id}`, { identifierUris: [`api://${api.appId}`] });
  return {
    issuer: tenant.issuer,
    audience: api.appId,
    jwksUrl: `${own}/discovery/v2.0/keys`,
    authorizeUrl: `${own}/oauth2/v2.0/authorize`,
    tokenUrl: `${own}/oauth2/v2.0/token`,
    request: { scope: `${api.appId}/orders.read offline_access` },
    user: {
      name: environment['ENTRA_DEMO_USER'] ?? '',
      password: environment['ENTRA_DEMO_PASSWORD'] ?? '',
    },
    openidAudience: 'text',
    subject: /^[\w-]{43}$/,
    createClient: async (displayName, redirectUri) => {
      const { id, appId } = await register(displayName, { web: { redirectUris: [redirectUri] } });
      const { secretText } = await call<{ secretText: string }>(
        'POST',
        `/applications/${id}/addPassword`,
        {},
      );
      return { id: appId, secret: secretText };
    },
  };

  async function register(displayName: string, members: object): Promise<{ id: string; appId: string }> {
    const made = await call<{ id: string; appId: string }>('POST', '/applications', {
      displayName,
      ...members,
    });
    await call('POST', '/servicePrincipals', { appId: made.appId });
    return made;
  }

  async function call<T>(method: 'POST' | 'PATCH', path: string, content: object): Promise<T> {
    const { status, text: answered } = await browser.send(
      method,
      `${tenant.url}/graph/v1.0${path}`,
      { 'content-type': 'application/json', authorization: `Bearer ${operator}` },
      JSON.stringify(content),
    );
    if (status >= 300) throw new Error(`${path}: ${status} ${answered}`);
    return JSON.parse(answered || '{}') as T;
  }
}
