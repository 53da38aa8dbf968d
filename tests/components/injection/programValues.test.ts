import fc from 'fast-check';
import { OrdsError } from '../../../components/errors';
import { checkBaseUrl } from '../../../components/rules/ordsUrl';
import { checkTrust } from '../../../components/rules/profile';
import { checkValues, type PlainValues } from '../../../components/trust';
import { HOSTILE, OBEYED } from './hostileTexts';

const VALUES: PlainValues = {
  audience: 'https://api.example.com/orders',
  ordsBaseUrl: 'https://db.example.com/ords',
  scopes: { 'orders.read': { modules: ['orders'] }, 'orders.admin': { patterns: ['/admin/*'] } },
  modules: { orders: { basePath: '/orders/' } },
  clients: { backend: { scopes: ['orders.read'] } },
  jwtProfile: {},
  authorisation: { mode: 'scope' as const },
};

/** Each place of a program's values that takes a text, and the values with that text there. */
const PLACES: Readonly<Record<string, (text: string) => PlainValues>> = {
  audience: (text) => ({ ...VALUES, audience: text }),
  'base URL': (text) => ({ ...VALUES, ordsBaseUrl: `https://db.example.com/${text}` }),
  'schema alias': (text) => ({ ...VALUES, schemaAlias: text }),
  'scope name': (text) => ({ ...VALUES, scopes: { ...VALUES.scopes, [text]: { patterns: ['/other/*'] } } }),
  'module name': (text) => ({ ...VALUES, scopes: { ...VALUES.scopes, other: { modules: [text] } } }),
  'base path': (text) => ({ ...VALUES, modules: { orders: { basePath: `/${text}/` } } }),
  pattern: (text) => ({ ...VALUES, scopes: { ...VALUES.scopes, other: { patterns: [`/${text}/*`] } } }),
  'client key': (text) => ({ ...VALUES, clients: { [text]: { scopes: ['orders.read'] } } }),
  'scope of a client': (text) => ({ ...VALUES, clients: { backend: { scopes: [text] } } }),
};

/** Every problem is a message that can be shown, with a code, a field and a next step. */
function judge(values: PlainValues): string[] {
  return checkValues(values).map((problem) => {
    const { message } = new OrdsError(problem.summary, problem);
    expect(message).not.toMatch(OBEYED);
    expect(message.length).toBeLessThan(20_000);
    expect(problem.remedy).not.toBe('');
    expect(problem.field).not.toBe('');
    return problem.code;
  });
}

describe.each(Object.entries(PLACES))('%s', (_place, withText) => {
  test.each(Object.entries(HOSTILE))('%s', (_name, text) => void judge(withText(text)));

  test.each(['right to left', 'zero width', 'half a pair', 'U+0000', 'an escape sequence', 'a space only'])(
    '%s is refused',
    (name) => {
      expect(HOSTILE).toHaveProperty([name]);
      expect(judge(withText(HOSTILE[name] ?? ''))).not.toEqual([]);
    },
  );

  test('property: generated texts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void judge(withText(text))));
  });
});

test.each(['/a/../orders/*', '/a/%2e%2E/*', '/a%2Fb/*', '/a\\b/*', '/./a/*', '/a%00/*'])(
  'the pattern %s is refused: what it covers depends on who reads it',
  (pattern) => {
    expect(judge({ ...VALUES, scopes: { ...VALUES.scopes, other: { patterns: [pattern] } } })).toEqual([
      'ords.path.rewritten',
    ]);
  },
);

test.each(['../orders', 'a/../../b', 'a/./b', '%2e%2e/orders', 'a%5Cb'])(
  'the base path %s is refused',
  (basePath) => {
    expect(judge({ ...VALUES, modules: { orders: { basePath } } })).toEqual(['ords.path.rewritten']);
  },
);

test.each(['/a..b/*', '/.well-known/*', '/...x/*', '/100%25/*'])('the pattern %s is taken', (pattern) => {
  expect(judge({ ...VALUES, scopes: { ...VALUES.scopes, other: { patterns: [pattern] } } })).toEqual([]);
});

test.each(Object.entries(HOSTILE))('issuer, JWKS URL and base URL of %s', (_name, text) => {
  const problems = [
    ...checkTrust(
      { issuer: `https://t.example.com/${text}`, jwksUrl: `https://t.example.com/${text}` },
      'required',
    ),
    ...checkBaseUrl(`https://${text}`),
  ];
  for (const problem of problems) expect(new OrdsError(problem.summary, problem).message).not.toMatch(OBEYED);
});
