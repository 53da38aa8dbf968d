import type { IdentityProviderUnderTest } from './identityProviders/identityProvider';
import type { ApiValues } from './stack';

/** What values need of an identity provider. */
export type Naming = Pick<IdentityProviderUnderTest, 'kind' | 'audience' | 'settings'>;

/** Where the identity provider is not the point. */
export const AUTH0: Naming = {
  kind: 'auth0',
  settings: { tokenLifetime: 3600 },
  audience: (name) => `https://api.example.com/${name}`,
};

/** The member `audience` of values; none where the identity provider issues it. */
export function audienceOf(provider: Naming, name: string): Pick<ApiValues, 'audience'> {
  const audience = provider.audience(name);
  return audience === undefined ? {} : { audience };
}

/** A healthy API over two modules and two clients, changed by the tests. */
export function ordersValues(provider: Naming = AUTH0): ApiValues {
  return {
    provider: provider.kind,
    ...audienceOf(provider, 'orders'),
    scopes: {
      'orders.read': { description: 'Read orders', modules: ['orders'] },
      'orders.audit': { description: 'Read the audit log', modules: ['audit'] },
    },
    clients: { backend: { scopes: ['orders.read'] }, auditor: { scopes: ['orders.audit'] } },
    settings: { ...provider.settings },
    ords: {
      enableSchema: true,
      modules: {
        orders: collection('/orders/', 'select id, customer from orders order by id'),
        audit: collection('/audit/', 'select id, action from audit_log order by id'),
      },
    },
  };
}

/** One module and one client in a schema of a few rows; with an administrator's connection in any schema. */
export function smallValues(
  name: string,
  ords: Record<string, unknown> = {},
  provider: Naming = AUTH0,
): ApiValues {
  return {
    provider: provider.kind,
    ...audienceOf(provider, name),
    scopes: { [`${name}.read`]: { description: `Read ${name}`, modules: [name] } },
    clients: { [name]: { scopes: [`${name}.read`] } },
    settings: { ...provider.settings },
    ords: {
      enableSchema: true,
      modules: { [name]: collection(`/${name}/`, 'select 1 id from dual') },
      ...ords,
    },
  };
}

/** What `ords` holds where the sandbox's administrator looks after a schema. */
export function administered(
  environment: Readonly<Record<string, string>>,
  schema: string,
): Record<string, unknown> {
  return {
    schema,
    connection: { user: environment['ORDS_ADMIN_USER'], passwordEnv: 'ORDS_ADMIN_PASSWORD' },
  };
}

export function collection(basePath: string, source: string) {
  return {
    basePath,
    templates: [{ pattern: '.', handlers: [{ method: 'GET', sourceType: 'json/collection', source }] }],
  };
}
