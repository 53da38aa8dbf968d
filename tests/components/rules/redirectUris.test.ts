import fc from 'fast-check';

import { checkRedirectUris } from '../../../components/rules/redirectUris';

const check = (...redirectUris: string[]) => checkRedirectUris({ clients: { web: { redirectUris } } });
const codes = (...redirectUris: string[]) =>
  check(...redirectUris).map(
    ({ code, severity }) => `${severity} ${code.replace('trust.redirect_uri.', '')}`,
  );

describe('redirect URIs', () => {
  test.each<[string, ...string[]]>([
    ['https://app.example.com/callback'],
    ['https://oauth.pstmn.io/v1/callback'],
    ['https://app.example.com/callback?tenant=1'],
    ['http://localhost:3000/callback'],
    ['http://127.0.0.1/callback'],
    ['http://[::1]:8080/'],
    ['', 'error empty'],
    [' https://app.example.com/', 'error whitespace'],
    ['https://app.example.com/a b', 'error whitespace'],
    ['https://app.example.com/\u200b', 'error invisible'],
    ['/callback', 'error not_absolute'],
    ['app.example.com/callback', 'error not_absolute'],
    ['https://', 'error not_absolute'],
    ['com.example.app:/callback', 'error scheme'],
    ['javascript:alert(1)', 'error scheme'],
    ['https://app.example.com/#here', 'error fragment'],
    ['https://app.example.com/#', 'error fragment'],
    ['https://*.example.com/callback', 'error wildcard'],
    ['https://user:pass@app.example.com/', 'error user_info'],
    ['http://app.example.com/callback', 'error not_https'],
    ['http://localhost.example.com/', 'error not_https'],
  ])('%s', (uri, ...expected) => expect(codes(uri)).toEqual(expected));

  test('none at all, and one named twice', () => {
    expect(codes()).toEqual(['error none']);
    expect(codes('https://a.example.com/', 'https://b.example.com/', 'https://a.example.com/')).toEqual([
      'error twice',
    ]);
  });

  test('a machine has none', () => {
    expect(checkRedirectUris({ clients: { backend: {} } })).toEqual([]);
  });

  test('the field is named as it is written, and a password is never shown', () => {
    const problems = check('https://user:sesame@app.example.com/');
    expect(problems[0]?.field).toBe('clients["web"].redirectUris');
    expect(JSON.stringify(problems)).not.toContain('sesame');
  });

  test('what is let through without a word is an https URL, or one of this machine, without a fragment', () => {
    const anything = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string(),
      fc.stringMatching(/^https?:\/\/[a-z.*@#: ]{1,20}$/),
    );
    fc.assert(
      fc.property(anything, (uri) => {
        fc.pre(codes(uri).length === 0);
        const { protocol, hostname } = new URL(uri);
        expect(protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)).toBe(true);
        expect(uri).not.toMatch(/[#*\s]/);
      }),
    );
  });
});
