import fc from 'fast-check';

import { difference, differencePhrase, type Difference } from '../../../components/diagnose/differences';

const URL = 'https://tenant.eu.auth0.com/path';

describe('difference', () => {
  test.each<[Difference, string, string]>([
    ['equal', URL, URL],
    ['slash', URL, `${URL}/`],
    ['slash', 'https://identity.oraclecloud.com', 'https://identity.oraclecloud.com/'],
    ['slash', URL, `${URL}//`],
    ['case', URL, URL.toUpperCase()],
    ['case', URL, URL.replace('tenant', 'Tenant')],
    ['whitespace', URL, ` ${URL}`],
    ['whitespace', URL, `${URL}\r\n`],
    ['whitespace', 'orders read', 'ordersread'],
    ['whitespace', URL, `\t${URL}`],
    ['invisible', URL, `${URL}\u200b`],
    ['invisible', URL, `${URL}\u00a0`],
    ['invisible', URL, `\ufeff${URL}`],
    ['invisible', URL, URL.replace('tenant', 'ten\u00adant')],
    ['port', URL, URL.replace('.com', '.com:443')],
    ['port', 'https://x.example.com', 'https://x.example.com:443'],
    ['port', 'https://x.example.com?a', 'https://x.example.com:443?a'],
    ['host', URL, URL.replace('.eu.', '.us.')],
    ['host', 'https://idcs-x.identity.oraclecloud.com', 'https://idcs-x.identity.eu.oraclecloud.com'],
    ['host', 'https://x.example.com/', 'https://x.example.com:8443/'],
    ['host', 'https://a.example.com/p', 'https://b.example.com/p/'],
    ['host', 'https://a.example.com/p', 'https://b.example.com/p '],
    ['different', URL, `${URL}/more`],
    ['different', URL, URL.replace('https', 'http')],
    ['different', URL, `${URL}?a=1`],
    ['different', 'http://a.example.com/p', 'https://b.example.com/p'],
    ['different', URL, ''],
    ['different', 'urn:a', 'urn:b'],
    ['different', 'orders', 'invoices'],
    // Port 80 of http and a port that only begins with 443 are no default.
    ['different', 'http://x.example.com', 'http://x.example.com:443/a'],
    ['host', 'https://x.example.com', 'https://x.example.com:4430'],
  ])('%s: %j and %j', (kind, left, right) => {
    expect(difference(left, right)).toBe(kind);
    expect(difference(right, left)).toBe(kind);
  });

  test.each<[Difference, string]>([
    ['invisible', `${URL}/\u200b`],
    ['invisible', ` ${URL}\ufeff`],
    ['whitespace', `${URL}/ `],
    ['whitespace', ` ${URL.toUpperCase()}`],
    ['case', `${URL.toUpperCase()}/`],
    ['case', URL.replace('https', 'HTTPS').replace('.com', '.com:443')],
    ['port', `${URL.replace('.com', '.com:443')}/`],
  ])('of several ways the hardest to see is named: %s in %j', (kind, other) => {
    expect(difference(URL, other)).toBe(kind);
  });

  test('is symmetric, and equal for equal texts only', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'A', '/', ' ', '\u200b', ':443', 'https://', '.') });
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(difference(left, right)).toBe(difference(right, left));
        expect(difference(left, right) === 'equal').toBe(left === right);
      }),
    );
  });

  test('one added character is named for any identifier', () => {
    const added: readonly [string, Difference][] = [
      ['/', 'slash'],
      [' ', 'whitespace'],
      ['\u200b', 'invisible'],
    ];
    fc.assert(
      fc.property(fc.webUrl(), fc.constantFrom(...added), (url, [character, kind]) => {
        expect(difference(url, url + character)).toBe(kind);
      }),
    );
  });

  test('each kind has words of its own', () => {
    const kinds = ['equal', 'slash', 'case', 'whitespace', 'invisible', 'port', 'host', 'different'] as const;
    expect(new Set(kinds.map(differencePhrase)).size).toBe(kinds.length);
  });
});
