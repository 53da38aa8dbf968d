import type { BrokenConfiguration } from '../support/configuration';
import { moduleSql, privilegeSql } from '../support/ordsSql';

const TWO_MODULES = {
  scopes: { 'orders.read': { modules: ['orders'] } },
  modules: { orders: { basePath: '/orders/' }, report: { basePath: '/report/' } },
};

/** Modules. facts/ords.md 4. */
export const MODULE: readonly BrokenConfiguration[] = [
  {
    name: 'a module that is not published',
    seen: 404,
    finding: 'ords.module.not_published',
    break: (place) =>
      place.calls(`ords.publish_module(p_module_name => 'orders', p_status => 'NOT_PUBLISHED');`),
  },
  {
    name: 'a deployment that stopped halfway: a module neither published nor protected',
    seen: 404,
    finding: 'ords.module.not_published',
    cause: 'ords.privilege.modules',
    break: (place) =>
      place.calls(
        `ords.publish_module(p_module_name => 'orders', p_status => 'NOT_PUBLISHED');`,
        privilegeSql('orders.read', {}),
      ),
  },
  {
    name: 'a module that was deleted',
    seen: 404,
    finding: 'ords.module.missing',
    break: (place) => place.calls(`ords.delete_module(p_module_name => 'orders');`),
  },
  {
    name: 'a module with another base path',
    seen: 404,
    finding: 'ords.module.base_path',
    break: (place) => place.calls(moduleSql('orders', { basePath: '/orders/v2/' })),
  },
  {
    name: 'a module that another privilege took over',
    seen: 401,
    finding: 'ords.module.other_privilege',
    break: (place) =>
      place.calls(
        privilegeSql('admin.everything', {}),
        `ords.set_module_privilege(p_module_name => 'orders', p_privilege_name => 'admin.everything');`,
      ),
  },
  {
    name: 'a module under two privileges',
    seen: 401,
    finding: 'ords.module.other_privilege',
    break: (place) => place.calls(privilegeSql('admin.everything', { modules: ['orders'] })),
  },
  {
    name: 'a pattern of another privilege over the whole schema',
    seen: 401,
    finding: 'ords.module.other_privilege',
    break: (place) => place.calls(privilegeSql('admin.everything', { patterns: ['/*'] })),
  },
  {
    name: 'a module of the stack that no scope names: it is open',
    seen: 'open',
    finding: 'ords.module.public',
    shape: TWO_MODULES,
    path: '/report/',
    token: 'earlier',
  },
  {
    name: 'a published module of the schema that no API knows',
    seen: 'works',
    finding: 'ords.module.unprotected',
    namedBy: 'drift',
    break: (place) => place.calls(moduleSql('forgotten', { basePath: '/forgotten/' })),
  },
  {
    name: 'a URL that leads to no module',
    seen: 404,
    finding: 'ords.module.not_found',
    path: '/ordres/',
  },
  {
    name: 'a URL that leads to no template of its module',
    seen: 404,
    finding: 'ords.module.not_found',
    path: '/orders/open/items/',
  },
];
