import fc from 'fast-check';
import { diffProperties } from '../../../../../sandbox/plugins/framework/properties/diff';
import {
  boolean,
  number,
  object,
  objectSet,
  string,
  stringSet,
  strings,
} from '../../../../../sandbox/plugins/framework/properties/property';
import { UNKNOWN, type Values } from '../../../../../sandbox/plugins/framework/properties/value';

const fields = {
  identifier: string('identifier', { required: true, replaces: true }),
  name: string('name'),
  lifetime: number('lifetime', { computed: true }),
  offline: boolean('offline'),
  pem: string('pem', { writeOnly: true }),
  grants: strings('grants'),
  scopes: objectSet('scopes', { name: string('value'), description: string('description') }),
  jwt: object('jwt', {
    alg: string('alg'),
    encoded: boolean('encoded', { computed: true, replaces: true }),
  }),
};

const diff = (state: Values, news: Values, oldInputs: Values = news, ignored: string[] = []): string[] =>
  diffProperties(fields, { state, oldInputs, news }, ignored).map(
    ({ kind, path, replaces }) => `${kind} ${path}${replaces ? ' replaces' : ''}`,
  );

describe('diffProperties', () => {
  test('compares with the state, not with what the program said last', () => {
    expect(diff({ name: 'drifted' }, { name: 'mine' })).toEqual(['update name']);
  });

  test('what Auth0 fills in may be left out; what was set by the program may not', () => {
    expect(diff({ lifetime: 5, name: 'a' }, {}, { lifetime: 5, name: 'a' })).toEqual(['delete name']);
    expect(diff({ name: 'a' }, {}, {})).toEqual([]);
  });

  test('false, 0 and empty are the same as absent', () => {
    expect(diff({}, { offline: false, grants: [], name: '' }, {})).toEqual([]);
    expect(diff({}, { offline: true }, {})).toEqual(['add offline']);
  });

  test('a write-only value is compared with the last input', () => {
    expect(diff({}, { pem: 'a' })).toEqual([]);
    expect(diff({}, { pem: 'b' }, { pem: 'a' })).toEqual(['update pem']);
  });

  test('what is nothing when it is left out: a value from outside is a change', () => {
    const strict = { uris: stringSet('uris', { unsetIsEmpty: true }) };
    const paths = (state: Values): string[] =>
      diffProperties(strict, { state, oldInputs: {}, news: {} }).map(({ kind, path }) => `${kind} ${path}`);
    expect([paths({ uris: ['a'] }), paths({ uris: [] }), paths({})]).toEqual([['delete uris'], [], []]);
  });

  test('a set inside of an item has no order either', () => {
    const roles = { roles: objectSet('roles', { id: string('id'), types: stringSet('types') }) };
    const changes = (types: string[]): number => {
      const item = { roles: [{ id: '1', types }] };
      const state = { roles: [{ id: '1', types: ['a', 'b'] }] };
      return diffProperties(roles, { state, oldInputs: item, news: item }).length;
    };
    expect([changes(['b', 'a']), changes(['a', 'c']), changes(['a'])]).toEqual([0, 2, 2]);
  });

  test('lists are ordered, sets are not', () => {
    expect(diff({ grants: ['a', 'b'] }, { grants: ['b', 'a'] })).toEqual([
      'update grants[0]',
      'update grants[1]',
    ]);
    expect(diff({ grants: ['a', 'b'] }, { grants: ['a'] })).toEqual(['delete grants[1]']);
    const [a, b, c] = [{ name: 'a', description: 'A' }, { name: 'b' }, { name: 'c' }];
    expect(diff({ scopes: [a, b] }, { scopes: [b, a] })).toEqual([]);
    expect(diff({ scopes: [a, b] }, { scopes: [a, c] })).toEqual(['delete scopes[1]', 'add scopes[1]']);
  });

  test('a scope that loses its description differs', () => {
    const before = { scopes: [{ name: 'a', description: 'A' }] };
    expect(diff(before, { scopes: [{ name: 'a' }] })).toEqual(['delete scopes[0]', 'add scopes[0]']);
  });

  test('inside objects only what is configured counts, and replacement is found there too', () => {
    expect(diff({ jwt: { alg: 'RS256', encoded: false } }, { jwt: { alg: 'RS256' } })).toEqual([]);
    expect(diff({ jwt: { alg: 'RS256', encoded: false } }, { jwt: { encoded: true } }, {})).toEqual([
      'update jwt.encoded replaces',
    ]);
  });

  test('an unknown value is a change, of an identifier a replacement', () => {
    expect(diff({ identifier: 'x', grants: ['a'] }, { identifier: UNKNOWN, grants: [UNKNOWN] })).toEqual([
      'update identifier replaces',
      'update grants[0]',
    ]);
  });

  test('ignored paths and all below them are left out', () => {
    const news = { name: 'b', jwt: { alg: 'PS256' } };
    const state = { name: 'a', jwt: { alg: 'RS256' } };
    expect(diff(state, news, news, ['jwt'])).toEqual(['update name']);
    expect(diff(state, news, news, ['jwt.alg', 'name'])).toEqual([]);
  });

  test('a state equal to the inputs has no difference, in whatever order a set is', () => {
    const scope = fc.record({ name: fc.string(), description: fc.string() });
    const values = fc.record({
      identifier: fc.string(),
      grants: fc.array(fc.string()),
      scopes: fc.array(scope),
    });
    fc.assert(
      fc.property(values, (inputs) => {
        expect(diff({ ...inputs, scopes: [...inputs.scopes].reverse() }, inputs)).toEqual([]);
      }),
    );
  });
});
