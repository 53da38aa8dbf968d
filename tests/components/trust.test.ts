import { checkValues, type PlainValues } from '../../components/trust';

const VALUES: PlainValues = {
  audience: 'https://api.example.com/orders',
  ordsBaseUrl: 'https://db.example.com/ords',
  scopes: { 'orders.read': { modules: ['orders'] }, 'orders.admin': { patterns: ['/admin/*'] } },
  modules: { orders: { basePath: '/orders/' } },
  clients: { backend: { scopes: ['orders.read'] } },
  jwtProfile: {},
  authorisation: { mode: 'scope' },
};

const codes = (change: Partial<PlainValues>) =>
  checkValues({ ...VALUES, ...change }).map((problem) => problem.code);
const scopes = (names: Record<string, object>) => ({ scopes: names, clients: {}, modules: {} });

describe('rules that need no call', () => {
  test('healthy values have no problem', () => {
    expect(checkValues(VALUES)).toEqual([]);
  });

  test.each<[string, Partial<PlainValues>, string[]]>([
    [
      'trailing space in the audience',
      { audience: 'https://api.example.com/orders ' },
      ['trust.audience.whitespace'],
    ],
    [
      'audience is the endpoint',
      { audience: 'https://db.example.com/ords/ordsdemo/' },
      ['trust.audience.is_endpoint'],
    ],
    ['audience is the base URL', { audience: 'https://db.example.com/ords' }, ['trust.audience.is_endpoint']],
    ['audience too long', { audience: `https://${'a'.repeat(600)}` }, ['trust.audience.too_long']],
    ['no scope', scopes({}), ['trust.scope.none']],
    ['scope with a space', scopes({ 'orders read': { modules: ['a'] } }), ['trust.scope.whitespace']],
    [
      'scope with a Cyrillic letter',
      scopes({ 'оrders.read': { modules: ['a'] } }),
      ['trust.scope.unmatchable'],
    ],
    ['scope with a quote', scopes({ 'orders"read': { modules: ['a'] } }), ['trust.scope.unmatchable']],
    ['scope too long', scopes({ ['a'.repeat(256)]: { modules: ['a'] } }), ['trust.scope.too_long']],
    [
      'scope with the audience in front',
      scopes({ 'https://api.example.com/orders/orders.read': { modules: ['a'] } }),
      ['trust.scope.audience_prefix'],
    ],
    [
      'scopes that differ by case',
      scopes({ 'orders.read': { modules: ['a'] }, 'Orders.Read': { modules: ['b'] } }),
      ['trust.scope.look_alike'],
    ],
    ['scope that protects nothing', scopes({ 'orders.read': {} }), ['ords.scope.protects_nothing']],
    [
      'module under two scopes',
      scopes({ a: { modules: ['orders'] }, b: { modules: ['orders'] } }),
      ['ords.module.two_privileges'],
    ],
    [
      'module twice in one scope',
      scopes({ a: { modules: ['orders', 'orders'] } }),
      ['ords.module.two_privileges'],
    ],
    [
      'pattern under two scopes',
      scopes({ a: { patterns: ['/x/*', '/x/*'] }, b: { patterns: ['/x/*'] } }),
      ['ords.pattern.two_privileges'],
    ],
    ['pattern without slash', scopes({ a: { patterns: ['admin/*'] } }), ['ords.pattern.not_rooted']],
    [
      'module that nothing protects',
      { modules: { ...VALUES.modules, loose: { basePath: '/loose/' } } },
      ['ords.module.unprotected'],
    ],
    [
      'module stated to be public',
      { modules: { ...VALUES.modules, loose: { basePath: 'x', public: true } } },
      [],
    ],
    ['module covered by a pattern', { modules: { ...VALUES.modules, a: { basePath: 'admin/users/' } } }, []],
    [
      'module public and protected',
      { modules: { orders: { basePath: '/orders/', public: true } } },
      ['ords.module.public_and_protected'],
    ],
    [
      'client with an undeclared scope',
      { clients: { b: { scopes: ['x'] } } },
      ['trust.client.undeclared_scope'],
    ],
    ['skew 0', { jwtProfile: { allowedSkew: 0 } }, ['trust.skew.zero']],
    ['skew 61', { jwtProfile: { allowedSkew: 61 } }, ['trust.skew.range']],
    ['skew 60', { jwtProfile: { allowedSkew: 60 } }, []],
    ['age 0', { jwtProfile: { allowedAge: 0 } }, ['trust.age.zero']],
    ['age 1.5', { jwtProfile: { allowedAge: 1.5 } }, ['trust.age.range']],
  ])('%s', (_name, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  test('a pattern over part of a module does not protect the module', () => {
    expect(
      codes({
        scopes: { a: { patterns: ['/orders/secret/*'] } },
        clients: {},
        modules: { orders: { basePath: '/orders/' } },
      }),
    ).toEqual(['ords.module.unprotected']);
  });

  test('each problem names a field and a next step', () => {
    const problems = checkValues({
      ...VALUES,
      audience: ' ',
      scopes: { 'a b': {}, c: { patterns: ['x'] } },
      jwtProfile: { allowedSkew: 0, allowedAge: 0 },
    });
    expect(problems.length).toBeGreaterThan(4);
    for (const problem of problems) {
      expect(problem.field).not.toBe('');
      expect(problem.remedy).not.toBe('');
      expect(problem.code).toMatch(/^[a-z]+(\.[a-z0-9_]+)+$/);
    }
  });
});
