import fc from 'fast-check';
import { checkDomain, domainOrigin, jwksUrlOf } from '../../../components/oci/domainUrl';

const HOST = 'idcs-0123456789abcdef0123456789abcdef.identity.oraclecloud.com';
const codes = (domain: string): string[] =>
  checkDomain(domain, 'identityProvider.domain').map(({ code }) => code);

test.each<[string, string[]]>([
  [`https://${HOST}`, []],
  [`https://${HOST}/`, []],
  [`https://${HOST}:443`, []],
  [`https://${HOST}:443/`, []],
  [HOST, []],
  [`${HOST}:443`, []],
  ['https://localhost:8443', []],
  ['ocid1.domain.oc1..aaaaaaaa', []],
  ['ocid1.compartment.oc1..aaaaaaaa', ['oci.domain.other_ocid']],
  ['', ['oci.domain.empty']],
  [` https://${HOST}`, ['oci.domain.whitespace']],
  [`https://${HOST}\u200b`, ['oci.domain.invisible']],
  [`https://${HOST}/ui/v1/adminconsole`, ['oci.domain.path']],
  [`${HOST}/oauth2/v1/token`, ['oci.domain.path']],
  [`https://${HOST}?domain=x`, ['oci.domain.path']],
  [`https://${HOST}#x`, ['oci.domain.path']],
  [`http://${HOST}`, ['oci.domain.scheme']],
  [`https://me:secret@${HOST}`, ['oci.domain.user']],
  ['https://', ['oci.domain.not_a_url']],
  ['mailto://x y', ['oci.domain.whitespace']],
  ['file:///etc/passwd', ['oci.domain.not_a_url']],
])('%j gives %j', (domain, expected) => {
  expect(codes(domain)).toEqual(expected);
});

test('a password in the URL is not shown', () => {
  expect(JSON.stringify(checkDomain(`https://me:secret@${HOST}`, 'domain'))).not.toContain('secret');
});

test('every spelling of one domain leads to one origin and one JWKS URL', () => {
  const spellings = fc.tuple(
    fc.constantFrom('', 'https://', 'HTTPS://'),
    fc.constantFrom(HOST, HOST.toUpperCase()),
    fc.constantFrom('', ':443'),
    fc.constantFrom('', '/', '//'),
  );
  fc.assert(
    fc.property(spellings, (parts) => {
      expect(codes(parts.join(''))).toEqual([]);
      expect(domainOrigin(parts.join(''))).toBe(`https://${HOST}`);
    }),
  );
  expect(jwksUrlOf(`https://${HOST}`)).toBe(`https://${HOST}/admin/v1/SigningCert/jwk`);
});

test('whatever is accepted has an origin, and the same one a second time', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.domain(), fc.string()), (text) => {
      if (codes(text).length > 0 || text.startsWith('ocid1.')) return;
      const origin = domainOrigin(text);
      expect(origin).toMatch(/^https:\/\/[^/]+$/);
      expect(domainOrigin(origin ?? '')).toBe(origin);
    }),
  );
});
