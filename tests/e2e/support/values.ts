import type { ApiValues } from './stack';

/** A healthy API over two modules and two clients, changed by the tests. */
export function ordersValues(): ApiValues {
  return {
    audience: 'https://api.example.com/orders',
    scopes: {
      'orders.read': { description: 'Read orders', modules: ['orders'] },
      'orders.audit': { description: 'Read the audit log', modules: ['audit'] },
    },
    clients: { backend: { scopes: ['orders.read'] }, auditor: { scopes: ['orders.audit'] } },
    auth0: { tokenLifetime: 3600 },
    ords: {
      enableSchema: true,
      modules: {
        orders: collection('/orders/', 'select id, customer from orders order by id'),
        audit: collection('/audit/', 'select id, action from audit_log order by id'),
      },
    },
  };
}

export function collection(basePath: string, source: string) {
  return {
    basePath,
    templates: [{ pattern: '.', handlers: [{ method: 'GET', sourceType: 'json/collection', source }] }],
  };
}
