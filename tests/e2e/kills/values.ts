import type { ApiValues } from '../support/stack';
import { audienceOf, collection, type Naming } from '../support/values';

/** Two modules under a scope each, and one client. */
export function firstValues(provider: Naming): ApiValues {
  return {
    provider: provider.kind,
    ...audienceOf(provider, 'orders'),
    scopes: {
      'orders.read': { description: 'Read orders', modules: ['orders'] },
      'orders.audit': { description: 'Read the audit log', modules: ['audit'] },
    },
    clients: { backend: { scopes: ['orders.read'] } },
    settings: { ...provider.settings },
    ords: {
      enableSchema: true,
      modules: {
        orders: collection('/orders/', 'select id from orders'),
        audit: collection('/audit/', 'select id from audit_log'),
      },
    },
  };
}

type Modules = Record<string, ReturnType<typeof collection>>;

/** The changes that an `update` makes, each of another kind. */
export const EDITS = {
  'new scope': (values) => {
    values.scopes['orders.read']!.description = 'Read all orders';
    values.scopes['orders.admin'] = { patterns: ['/admin/*'] };
  },
  'module moves': (values) => {
    values.scopes = { 'orders.read': { description: 'Read orders', modules: ['orders', 'audit'] } };
  },
  definition: (values) => {
    (values.ords!['modules'] as Modules)['orders'] = collection(
      '/orders/',
      'select id, customer from orders',
    );
    (values.ords!['modules'] as Modules)['audit'] = collection('/log/', 'select id from audit_log');
  },
  audience: (values, provider) => {
    Object.assign(values, audienceOf(provider, 'orders-v2'));
    // One that is issued stays what it is under another name.
    if (values.audience === undefined) values.settings!['apiName'] = 'orders-v2';
  },
  'module goes': (values) => {
    delete values.scopes['orders.audit'];
    delete (values.ords!['modules'] as Modules)['audit'];
  },
  'new client': (values) => {
    values.clients = {
      backend: { scopes: ['orders.read', 'orders.audit'] },
      auditor: { scopes: ['orders.audit'] },
    };
  },
} satisfies Record<string, (values: ApiValues, provider: Naming) => void>;

export type EditName = keyof typeof EDITS;

export function editedValues(edit: EditName, provider: Naming): ApiValues {
  const values = firstValues(provider);
  EDITS[edit](values, provider);
  return values;
}
