import type { FindingCode } from '../../../../components/diagnose/catalogue';
import type { Case } from './cases';
import { factsOf, healthyManifest, healthyWorld, type WorldOverrides } from './world';

function broken(name: string, overrides: WorldOverrides, ...codes: FindingCode[]): Case {
  return { name, facts: factsOf(healthyWorld(overrides)), codes };
}

const READ = 'orders.read';
const WRITE = 'admin.write';
const renamed = (name: string): NonNullable<WorldOverrides['privileges']> => ({
  [READ]: null,
  [name]: { modules: ['orders'] },
});

/** Scopes against privileges. */
export const PRIVILEGE_CASES: readonly Case[] = [
  broken(
    'no privilege, its module public',
    { privileges: { [READ]: null } },
    'ords.privilege.missing',
    'ords.module.public',
  ),
  broken(
    'no privilege, its module under another one',
    { privileges: { [READ]: null, unrelated: { modules: ['orders'] } } },
    'ords.privilege.missing',
  ),
  broken('privilege by case', { privileges: renamed('Orders.Read') }, 'ords.privilege.spelling'),
  broken('privilege by a letter', { privileges: renamed('order.read') }, 'ords.privilege.spelling'),
  broken('privilege by a Cyrillic letter', { privileges: renamed('оrders.reаd') }, 'ords.privilege.spelling'),
  broken('privilege by a space', { privileges: renamed('orders.read ') }, 'ords.privilege.spelling'),
  broken(
    'the other scope is no misspelling',
    { privileges: { [READ]: null, [WRITE]: { modules: ['orders'], patterns: ['/admin/*'] } } },
    'ords.privilege.missing',
  ),
  broken(
    'a declared scope of nearly the same name is no misspelling',
    {
      manifest: healthyManifest({
        scopes: { [READ]: { modules: ['orders'] }, 'orders.reads': { modules: ['admin'] } },
        clients: {},
      }),
      privileges: { [READ]: null, 'orders.reads': { modules: ['admin', 'orders'] } },
    },
    'ords.privilege.missing',
  ),
  broken('pattern over a module that the stack did not make', {
    manifest: healthyManifest({
      scopes: { [READ]: { modules: ['orders'] }, [WRITE]: { patterns: ['/admin/*', '/old/*'] } },
    }),
    modules: { old: {} },
  }),
  broken(
    'module not listed, and not published',
    { privileges: { [READ]: { modules: [] } }, modules: { orders: { status: 'NOT_PUBLISHED' } } },
    'ords.privilege.modules',
    'ords.module.not_published',
  ),
  broken(
    'module not listed, covered by a pattern',
    { privileges: { [READ]: { modules: [], patterns: ['/orders/*'] } } },
    'ords.privilege.modules',
    'ords.privilege.patterns_undeclared',
  ),
  broken(
    'pattern gone, its module public',
    { privileges: { [WRITE]: { patterns: [] } } },
    'ords.privilege.patterns',
    'ords.module.public',
  ),
  broken(
    'one pattern more',
    { privileges: { [WRITE]: { patterns: ['/admin/*', '/orders/'] } } },
    'ords.privilege.patterns_undeclared',
  ),
  broken('roles in scope mode', { privileges: { [READ]: { roles: ['reader'] } } }, 'ords.privilege.roles'),
  broken(
    'no role in role mode',
    {
      manifest: healthyManifest({ authorisation: { mode: 'role', roleClaim: '/roles' } }),
      privileges: { [READ]: { roles: [] } },
    },
    'ords.privilege.no_roles',
  ),
  ...(
    [
      ['a role less', ['reader'], 'ords.privilege.roles_missing'],
      ['a role more', ['reader', 'clerk', 'guest'], 'ords.privilege.roles_undeclared'],
      [
        'a role by case',
        ['reader', 'Clerk'],
        'ords.privilege.roles_missing',
        'ords.privilege.roles_undeclared',
      ],
      ['no role, where some are declared', [], 'ords.privilege.no_roles'],
      ['the roles in another order', ['clerk', 'reader']],
    ] as readonly (readonly [string, readonly string[], ...FindingCode[]])[]
  ).map(([name, roles, ...codes]) =>
    broken(
      name,
      {
        manifest: healthyManifest({
          authorisation: { mode: 'role', roleClaim: '/roles' },
          scopes: { [READ]: { modules: ['orders', 'admin'], roles: ['reader', 'clerk'] } },
          clients: {},
        }),
        privileges: { [READ]: { roles } },
      },
      ...codes,
    ),
  ),
  broken(
    'pattern that covers nothing',
    {
      manifest: healthyManifest({
        scopes: { [READ]: { modules: ['orders'] }, [WRITE]: { patterns: ['/admin/*', '/admni/*'] } },
      }),
    },
    'ords.privilege.covers_nothing',
  ),
];

const mine = (isPublic: boolean) =>
  healthyManifest({
    scopes: { [READ]: { modules: ['orders'] } },
    clients: {},
    ords: {
      ...healthyManifest().ords,
      modules: {
        orders: { basePath: '/orders/', public: false },
        status: { basePath: '/status/', public: isPublic },
      },
    },
  });

/** Modules: there, where they belong, published, and closed. */
export const MODULE_CASES: readonly Case[] = [
  broken('no module', { modules: { orders: null } }, 'ords.module.missing'),
  broken('no module of a pattern', { modules: { admin: null } }, 'ords.module.missing'),
  broken('public, its privilege is there', { privileges: { [READ]: { modules: [] } } }, 'ords.module.public'),
  broken('public by declaration is no finding', { manifest: mine(true) }),
  broken('under no scope and not declared public', { manifest: mine(false) }, 'ords.module.public'),
  broken(
    'declared public, and under a privilege',
    { manifest: mine(true), privileges: { stranger: { modules: ['status'] } } },
    'ords.module.other_privilege',
  ),
  broken(
    'one template outside its pattern',
    { modules: { admin: { basePath: '/', templates: ['admin/users', 'open'] } } },
    'ords.module.public',
    'ords.module.base_path',
  ),
  broken('module that nobody declares is public', { modules: { left: {} } }, 'ords.module.unprotected'),
  broken('module that nobody declares, unpublished', { modules: { left: { status: 'NOT_PUBLISHED' } } }),
  broken('module that nobody declares, protected', {
    modules: { left: {} },
    privileges: { leftover: { modules: ['left'] } },
  }),
  broken(
    'under another privilege',
    { privileges: { [READ]: { modules: [] }, stranger: { modules: ['orders'] } } },
    'ords.module.other_privilege',
  ),
  broken(
    'under two privileges',
    { privileges: { stranger: { modules: ['orders'] } } },
    'ords.module.other_privilege',
  ),
  broken('not published', { modules: { orders: { status: 'NOT_PUBLISHED' } } }, 'ords.module.not_published'),
  broken('another base path', { modules: { orders: { basePath: '/order/' } } }, 'ords.module.base_path'),
  broken('slashes of a base path do not count', { modules: { orders: { basePath: 'orders' } } }),
];
