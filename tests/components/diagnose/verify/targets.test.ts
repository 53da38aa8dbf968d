import type { SchemaFacts } from '../../../../components/diagnose/facts';
import { findTargets } from '../../../../components/diagnose/verify/targets';
import { ordersManifest, ordsPlace } from './support';

const ROOT = 'https://db.example.com/ords/ordsdemo';

function schema(...modules: [name: string, basePath: string, templates: string[]][]): SchemaFacts {
  return {
    schema: 'ORDSDEMO',
    enabled: true,
    alias: 'ordsdemo',
    profile: null,
    modules: modules.map(([name, basePath, templates]) => ({
      name,
      basePath,
      status: 'PUBLISHED',
      templates,
    })),
    privileges: [],
    roles: [],
    legacyClients: { state: 'skipped', reason: '' },
    legacyPackageUses: { state: 'skipped', reason: '' },
  };
}

const url = (name: string, ...args: Parameters<typeof findTargets>): string | undefined =>
  findTargets(...args).find((target) => target.name === name)?.url;

describe('findTargets', () => {
  it('calls the base path of a module that the stack created', () => {
    expect(url('orders', ordersManifest())).toBe(`${ROOT}/orders/`);
  });

  it('calls a template without variables where the catalogue is known', () => {
    const facts = schema(['orders', '/orders/', [':id', '{x}/y', 'files/:p*', 'list of#1', 'zz']]);
    expect(url('orders', ordersManifest(), { schema: facts })).toBe(`${ROOT}/orders/list%20of%231`);
    expect(url('orders', ordersManifest(), { schema: schema(['orders', '/orders/', ['.']]) })).toBe(
      `${ROOT}/orders/`,
    );
    expect(url('orders', ordersManifest(), { schema: schema(['orders', '/orders/', [':id']]) })).toBe(
      `${ROOT}/orders/`,
    );
  });

  it('calls the path that is given before any other', () => {
    const facts = schema(['orders', '/orders/', ['list']]);
    const given = (path: string) =>
      url('orders', ordersManifest(), { schema: facts, paths: { orders: path } });
    expect(given('recent?limit=1')).toBe(`${ROOT}/orders/recent?limit=1`);
    expect(given('/v2/orders/recent')).toBe(`${ROOT}/v2/orders/recent`);
  });

  it('knows a module that the stack did not create from the catalogue or a rooted path only', () => {
    const manifest = ordersManifest({ ords: ordsPlace({}) });
    expect(url('orders', manifest)).toBeUndefined();
    expect(url('orders', manifest, { paths: { orders: 'list' } })).toBeUndefined();
    expect(url('orders', manifest, { paths: { orders: '/o/list' } })).toBe(`${ROOT}/o/list`);
    expect(url('orders', manifest, { schema: schema(['orders', '/o/', []]) })).toBe(`${ROOT}/o/`);
    expect(
      url(
        'constructor',
        ordersManifest({ scopes: { s: { modules: ['constructor'] } }, ords: ordsPlace({}) }),
      ),
    ).toBeUndefined();
  });

  it('needs every scope that names the module or covers the URL', () => {
    const manifest = ordersManifest({
      scopes: { 'orders.read': { modules: ['orders'] }, 'all.read': { patterns: ['/*'] } },
      ords: ordsPlace({ orders: { basePath: 'orders', public: false } }),
    });
    expect(findTargets(manifest)).toEqual([
      {
        name: 'orders',
        url: `${ROOT}/orders/`,
        scopes: ['orders.read', 'all.read'],
        public: false,
        further: [],
        variable: [],
      },
    ]);
  });

  it('resolves what a path climbs before it asks which scope is needed', () => {
    const manifest = ordersManifest({ scopes: { admin: { patterns: ['/admin/*'] } }, ords: ordsPlace({}) });
    expect(findTargets(manifest, { paths: { '/admin/*': '/admin/../orders/' } })[0]?.url).toBeUndefined();
  });

  it('calls what only a pattern protects, where something under it is known', () => {
    const manifest = ordersManifest({
      scopes: { admin: { patterns: ['/status/admin/*', '/a/*/b'] } },
      ords: ordsPlace({ status: { basePath: '/status/', public: true } }),
    });
    expect(findTargets(manifest)).toEqual([
      { name: 'status', url: `${ROOT}/status/`, scopes: [], public: true, further: [], variable: [] },
      {
        name: '/status/admin/*',
        url: `${ROOT}/status/admin/`,
        scopes: ['admin'],
        public: false,
        further: [],
        variable: [],
      },
      { name: '/a/*/b', url: undefined, scopes: ['admin'], public: false, further: [], variable: [] },
    ]);
    const facts = schema(['status', '/status/', ['admin/users', 'live']]);
    expect(url('/status/admin/*', manifest, { schema: facts })).toBe(`${ROOT}/status/admin/users`);
    // The open part of the module, not the protected one.
    expect(url('status', manifest, { schema: facts })).toBe(`${ROOT}/status/live`);
    expect(url('/a/*/b', manifest, { paths: { '/a/*/b': '/a/1/b' } })).toBe(`${ROOT}/a/1/b`);
  });

  describe('with the catalogue', () => {
    const target = (name: string, ...args: Parameters<typeof findTargets>) =>
      findTargets(...args).find((one) => one.name === name);

    it('names every other template without variables, and those that have some', () => {
      const facts = schema(['orders', '/orders/', ['.', 'list', 'export', ':id', 'files/:p*']]);
      expect(target('orders', ordersManifest(), { schema: facts })).toMatchObject({
        url: `${ROOT}/orders/`,
        further: [`${ROOT}/orders/list`, `${ROOT}/orders/export`],
        variable: [':id', 'files/:p*'],
      });
      const paths = { orders: 'list?limit=1' };
      expect(target('orders', ordersManifest(), { schema: facts, paths })?.further).toEqual([
        `${ROOT}/orders/`,
        `${ROOT}/orders/export`,
      ]);
    });

    it('of a public module only the part that needs a scope', () => {
      const manifest = ordersManifest({
        scopes: { admin: { patterns: ['/status/admin/*'] } },
        ords: ordsPlace({ status: { basePath: '/status/', public: true } }),
      });
      const facts = schema(['status', '/status/', ['live', 'admin/users', 'admin/roles']]);
      const found = { schema: facts };
      expect(target('status', manifest, found)).toMatchObject({
        url: `${ROOT}/status/live`,
        further: [`${ROOT}/status/admin/users`, `${ROOT}/status/admin/roles`],
      });
      expect(target('/status/admin/*', manifest, found)).toMatchObject({
        url: `${ROOT}/status/admin/users`,
        further: [`${ROOT}/status/admin/roles`],
      });
    });
  });
});
