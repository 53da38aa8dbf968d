import type { BrokenConfiguration } from '../support/configuration';
import { moduleSql, privilegeSql } from '../support/ordsSql';
import type { Place } from '../support/place';
import { ROLE_MODE } from '../support/shape';

function renamed(place: Place, name: string): Promise<void> {
  return place.calls(
    `ords.delete_privilege(p_name => 'orders.read');`,
    privilegeSql(name, { modules: ['orders'] }),
  );
}

const BY_PATTERN = {
  scopes: { 'orders.read': { patterns: ['/orders/*'] } },
  modules: { orders: { basePath: '/orders/' } },
};

/** Privileges. facts/ords.md 4. */
export const PRIVILEGE: readonly BrokenConfiguration[] = [
  {
    name: 'a privilege that was deleted: its module is open',
    seen: 'open',
    finding: 'ords.module.public',
    cause: 'ords.privilege.missing',
    break: (place) => place.calls(`ords.delete_privilege(p_name => 'orders.read');`),
  },
  {
    name: 'a privilege with letters swapped in its name',
    seen: 401,
    finding: 'ords.privilege.spelling',
    break: (place) => renamed(place, 'orders.raed'),
  },
  {
    name: 'a privilege in another case than its scope',
    seen: 401,
    finding: 'ords.privilege.spelling',
    break: (place) => renamed(place, 'Orders.Read'),
  },
  {
    name: 'a privilege with a colon where the scope has a dot',
    seen: 401,
    finding: 'ords.privilege.spelling',
    break: (place) => renamed(place, 'orders:read'),
  },
  {
    name: 'a privilege of another name altogether',
    seen: 401,
    finding: 'ords.privilege.missing',
    break: (place) => renamed(place, 'example.protected'),
  },
  {
    name: 'a privilege that protects nothing: its module is open',
    seen: 'open',
    finding: 'ords.module.public',
    break: (place) => place.calls(privilegeSql('orders.read', {})),
  },
  {
    name: 'a privilege that lost one of two modules',
    seen: 'open',
    finding: 'ords.module.public',
    shape: {
      scopes: { 'orders.read': { modules: ['orders', 'invoices'] } },
      modules: { orders: { basePath: '/orders/' }, invoices: { basePath: '/invoices/' } },
    },
    break: (place) => place.calls(privilegeSql('orders.read', { modules: ['invoices'] })),
  },
  {
    name: 'a privilege without its module, which a pattern of another one covers',
    seen: 401,
    finding: 'ords.module.other_privilege',
    break: (place) =>
      place.calls(
        privilegeSql('orders.read', {}),
        privilegeSql('everything.else', { patterns: ['/orders/*'] }),
      ),
  },
  {
    name: 'a privilege that lost its pattern: the URL is open',
    seen: 'open',
    finding: 'ords.module.public',
    cause: 'ords.privilege.patterns',
    shape: BY_PATTERN,
    break: (place) => place.calls(privilegeSql('orders.read', {})),
  },
  {
    name: 'a pattern with a letter missing: the URL is open',
    seen: 'open',
    finding: 'ords.module.public',
    cause: 'ords.privilege.patterns',
    shape: BY_PATTERN,
    break: (place) => place.calls(privilegeSql('orders.read', { patterns: ['/order/*'] })),
  },
  {
    name: 'a pattern that nobody declared',
    seen: 'works',
    finding: 'ords.privilege.patterns_undeclared',
    shape: BY_PATTERN,
    break: (place) =>
      place.calls(
        moduleSql('extra', { basePath: '/extra/' }),
        privilegeSql('orders.read', { patterns: ['/orders/*', '/extra/*'] }),
      ),
  },
  {
    name: 'a pattern that covers no template',
    seen: 'works',
    finding: 'ords.privilege.covers_nothing',
    shape: { scopes: { 'orders.read': { modules: ['orders'], patterns: ['/archive/*'] } } },
  },
  {
    name: 'a privilege with a role that a scope token can never have',
    seen: 401,
    finding: 'ords.privilege.roles',
    break: async (place) => {
      await place.bench.control('ords/settings', { rolesInScopeMode: 'required' });
      await place.calls(privilegeSql('orders.read', { modules: ['orders'] }, ['SQL Developer']));
    },
  },
  {
    name: 'role mode: a privilege without roles lets everybody in who has a token',
    seen: 'works',
    finding: 'ords.privilege.no_roles',
    shape: ROLE_MODE,
    break: (place) => place.calls(privilegeSql('orders.read', { modules: ['orders'] })),
    token: { claims: { roles: [] } },
  },
  {
    name: 'role mode: a privilege that lists another role than the declared one',
    seen: 401,
    finding: 'ords.privilege.roles_missing',
    shape: ROLE_MODE,
    break: (place) => place.calls(privilegeSql('orders.read', { modules: ['orders'] }, ['SQL Developer'])),
    token: { claims: { roles: ['orders_reader'] } },
  },
  {
    name: 'role mode: a privilege that lists one role more',
    seen: 'works',
    finding: 'ords.privilege.roles_undeclared',
    shape: ROLE_MODE,
    break: (place) =>
      place.calls(privilegeSql('orders.read', { modules: ['orders'] }, ['orders_reader', 'SQL Developer'])),
    token: { claims: { roles: ['orders_reader'] } },
  },
  {
    name: 'role mode: a declared role that ORDS does not have',
    seen: 401,
    finding: 'ords.role.missing',
    shape: ROLE_MODE,
    declare: (manifest) => ({
      ...manifest,
      scopes: manifest.scopes.map((scope) => ({ ...scope, roles: ['orders_reader', 'orders_auditor'] })),
    }),
    token: { claims: { roles: ['orders_auditor'] } },
  },
];
