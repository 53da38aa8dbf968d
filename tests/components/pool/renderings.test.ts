import { execFileSync } from 'node:child_process';

import fc from 'fast-check';
import { parse } from 'yaml';

import { poolTrust } from '../../../components/pool';
import { renderOrdsSrvs } from '../../../components/pool/ordsSrvs';
import { renderPoolXml } from '../../../components/pool/poolXml';
import { quoteForShell, setCommands } from '../../../components/pool/shell';
import { goodOptions, hostile, hostileSettings, trust } from './arbitraries';

/** What a command receives, word by word; U+0000 is the one character that no word holds. */
function wordsOf(script: string): string[] {
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('commands for a shell', () => {
  test('a word reaches the command as it is', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 20, maxLength: 60 }), (words) => {
        expect(wordsOf(`printf '%s\\0' ${words.map(quoteForShell).join(' ')}`)).toEqual(words);
      }),
      { numRuns: 40 },
    );
  });

  test('a plain word stays readable', () => {
    expect(quoteForShell('https://api.example.com/orders')).toBe('https://api.example.com/orders');
    expect(quoteForShell('')).toBe("''");
  });

  test('ords receives directory, pool, setting and value', () => {
    fc.assert(
      fc.property(hostileSettings, hostile, (settings, configDirectory) => {
        const commands = setCommands({ configDirectory, pool: 'hr' }, settings);
        const script = ['ords() { printf \'%s\\0\' "$@"; }', ...commands].join('\n');
        expect(wordsOf(script)).toEqual(
          settings.flatMap(({ name, value }) => [
            ...['--config', configDirectory, 'config', '--db-pool', 'hr', 'set', name, value],
          ]),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('the fragment of an OrdsSrvs', () => {
  const fields = (text: string) =>
    (parse(text) as { spec: { poolSettings: Record<string, unknown>[] } }).spec.poolSettings;

  test('YAML gives back every value', () => {
    fc.assert(
      fc.property(hostileSettings, (settings) => {
        expect(fields(renderOrdsSrvs('null', settings))).toEqual([
          { poolName: 'null', ...Object.fromEntries(settings.map(({ name, value }) => [name, value])) },
        ]);
      }),
    );
  });

  test('types are those of the operator', () => {
    expect(fields(poolTrust({ trust, pool: '1', allowedSkew: 5 }).ordsSrvs)).toEqual([
      expect.objectContaining({
        poolName: '1',
        'security.jwt.profile.enabled': true,
        'security.jwt.profile.mode': 'POOL',
        'security.jwt.allowed.skew': '5s',
      }),
    ]);
  });

  test('says the same as the settings', () => {
    fc.assert(
      fc.property(goodOptions, (options) => {
        const { ordsSrvs, settings, pool } = poolTrust(options);
        const [entry] = fields(ordsSrvs);
        expect(Object.fromEntries(Object.entries(entry ?? {}).map(([k, v]) => [k, String(v)]))).toEqual({
          poolName: pool,
          ...Object.fromEntries(settings.map(({ name, value }) => [name, value])),
        });
      }),
    );
  });
});

test('the text of a pool.xml', () => {
  expect(renderPoolXml([{ name: 'security.jwt.profile.issuer', value: 'a&b<c>"d"\'e\'\ré' }]))
    .toBe(`<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">
<properties>
<entry key="security.jwt.profile.issuer">a&amp;b&lt;c&gt;"d"'e'&#13;&#233;</entry>
</properties>
`);
});
