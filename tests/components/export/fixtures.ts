import type { LiveModule, LivePrivilege, LiveSchema } from '../../../components/export/liveSchema';
import type { HandlerInputs } from '../../../components/ords/lifecycle/moduleDefinition';

export function handler(change: Partial<HandlerInputs> = {}): HandlerInputs {
  return {
    method: 'GET',
    sourceType: 'json/collection',
    source: 'select 1 from dual',
    parameters: [],
    ...change,
  };
}

export function module(change: Partial<LiveModule> = {}): LiveModule {
  return {
    name: 'orders',
    basePath: '/orders/',
    status: 'PUBLISHED',
    itemsPerPage: 25,
    templates: [{ pattern: '.', priority: 0, etagType: 'HASH', handlers: [handler()] }],
    ...change,
  };
}

export function privilege(change: Partial<LivePrivilege> = {}): LivePrivilege {
  return {
    name: 'orders.read',
    label: change.name ?? 'orders.read',
    roles: [],
    modules: ['orders'],
    patterns: [],
    ...change,
  };
}

/** One module under one privilege, trusted as Auth0's: everything in it can be expressed. */
export function live(change: Partial<LiveSchema> = {}): LiveSchema {
  return {
    schema: 'ORDSDEMO',
    enabled: true,
    alias: 'ordsdemo',
    modules: [module()],
    privileges: [privilege()],
    roles: [],
    profile: {
      issuer: 'https://tenant.example.com/',
      audience: 'https://api.example.com/orders',
      jwkUrl: 'https://tenant.example.com/.well-known/jwks.json',
      description: null,
      allowedSkew: null,
      allowedAge: null,
      roleClaim: null,
    },
    ...change,
  };
}
