import fc from 'fast-check';
import { checkAuth0Texts } from '../../../components/idp/auth0Texts';
import { OBEYED } from '../injection/hostileTexts';

interface Texts {
  readonly apiName?: string;
  readonly clientName?: string;
  readonly clientDescription?: string;
  readonly scopeDescription?: string;
}

const check = ({ apiName = 'orders', clientName = 'backend', clientDescription, scopeDescription }: Texts) =>
  checkAuth0Texts(apiName, {
    scopes: [{ name: 'orders.read', description: scopeDescription }],
    clients: { backend: { scopes: [], displayName: clientName, description: clientDescription } },
  });

test.each<[string, Texts, string[]]>([
  ['nothing but names', {}, []],
  ['quotes and other alphabets', { apiName: `it's "größe" 注文 😀`, clientName: `a; -- :x &y` }, []],
  ['an angle bracket in the API', { apiName: 'a<b' }, ['auth0.api_name.angle_bracket']],
  ['an angle bracket in a client', { clientName: 'a>b' }, ['auth0.client_name.angle_bracket']],
  ['a name too long', { apiName: 'a'.repeat(201) }, ['auth0.api_name.too_long']],
  ['as many characters as Auth0 takes', { apiName: '😀'.repeat(200) }, []],
  ['a name turned around', { clientName: 'a\u202eb' }, ['auth0.client_name.invisible']],
  ['an empty name', { clientName: '' }, ['auth0.client_name.empty']],
  ['descriptions', { clientDescription: 'a\n<b>', scopeDescription: `'; drop` }, []],
  [
    'a description of a client too long',
    { clientDescription: 'a'.repeat(141) },
    ['auth0.client_description.too_long'],
  ],
  ['of a scope', { scopeDescription: 'a'.repeat(501) }, ['auth0.scope_description.too_long']],
  ['half a pair', { scopeDescription: 'a\ud800' }, ['auth0.scope_description.half_pair']],
  ['half a pair in a name', { apiName: '\udc00a' }, ['auth0.api_name.invisible']],
])('%s', (_name, texts, codes) => {
  expect(check(texts).map(({ code }) => code)).toEqual(codes);
});

test('property: what is said about a text can be shown, and says where it stands', () => {
  const text = fc.string({ unit: 'binary', maxLength: 700 });
  fc.assert(
    fc.property(text, text, text, text, (apiName, clientName, clientDescription, scopeDescription) => {
      for (const problem of check({ apiName, clientName, clientDescription, scopeDescription })) {
        expect(`${problem.found} ${problem.expected} ${problem.remedy}`).not.toMatch(OBEYED);
        expect(problem.field).toMatch(/^(identityProvider\.apiName|clients|scopes)/);
      }
    }),
  );
});
