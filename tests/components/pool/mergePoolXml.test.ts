import fc from 'fast-check';

import { OrdsError } from '../../../components/errors';
import { poolTrust } from '../../../components/pool';
import { mergePoolXml } from '../../../components/pool/mergePoolXml';
import { readPoolXml } from '../../../components/pool/readPoolXml';
import { POOL_SETTING_NAMES } from '../../../components/pool/settings';
import { goodOptions, trust } from './arbitraries';
import { DOCTYPE, poolFile } from './poolFiles';
import { hasJavaCompiler, printed, readByJava } from './propertiesReader';

const valuesIn = (text: string): [string, string][] =>
  readPoolXml(text).entries.map(({ key, value }) => [key, value]);
const isOwn = (name: string): boolean => (POOL_SETTING_NAMES as readonly string[]).includes(name);
const without = (text: string): string => mergePoolXml(text, [], POOL_SETTING_NAMES);

function refusal(text: string): OrdsError {
  try {
    readPoolXml(text);
  } catch (error) {
    if (error instanceof OrdsError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

const EXISTING = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
${DOCTYPE}
<properties>
  <comment>Saved by the DBA</comment>
  <!-- the database -->
  <entry key="db.hostname">db.example.com</entry>
  <entry key='security.jwt.profile.role.claim.name'>/roles</entry>
  <entry key="security.jwt.profile.audience"/>
  <entry key="db.password"><![CDATA[se<cret]]></entry> <!-- rotated -->
</properties>
`;

test('settings go in, what is not declared goes out, the rest stays', () => {
  const { settings, absent } = poolTrust({ trust });
  expect(mergePoolXml(EXISTING, settings, absent))
    .toBe(`<?xml version="1.0" encoding="UTF-8" standalone="no"?>
${DOCTYPE}
<properties>
  <comment>Saved by the DBA</comment>
  <!-- the database -->
  <entry key="db.hostname">db.example.com</entry>
  <entry key="security.jwt.profile.audience">https://api.example.com/orders</entry>
  <entry key="db.password"><![CDATA[se<cret]]></entry> <!-- rotated -->
  <entry key="security.jwt.profile.enabled">true</entry>
  <entry key="security.jwt.profile.issuer">https://tenant.uk.auth0.com/</entry>
  <entry key="security.jwt.profile.jwk.url">https://tenant.uk.auth0.com/.well-known/jwks.json</entry>
  <entry key="security.jwt.profile.mode">POOL</entry>
</properties>
`);
});

describe('any file', () => {
  test('holds the settings afterwards, none that is not declared, and everything foreign in its order', () => {
    fc.assert(
      fc.property(poolFile, goodOptions, ({ text, entries }, options) => {
        const { settings, absent } = poolTrust(options);
        const merged = mergePoolXml(text, settings, absent);
        const found = valuesIn(merged);
        expect(found.filter(([name]) => !isOwn(name))).toEqual(entries.filter(([name]) => !isOwn(name)));
        expect(Object.fromEntries(found.filter(([name]) => isOwn(name)))).toEqual(
          Object.fromEntries(settings.map(({ name, value }) => [name, value])),
        );
      }),
    );
  });

  test('merging twice is merging once, and taking out what was put in gives the file without it', () => {
    fc.assert(
      fc.property(poolFile, goodOptions, ({ text }, options) => {
        const { settings, absent } = poolTrust(options);
        const merged = mergePoolXml(text, settings, absent);
        expect(mergePoolXml(merged, settings, absent)).toBe(merged);
        // An element without content is opened for good.
        if (!readPoolXml(text).closing.isSelfClosing) expect(without(merged)).toBe(without(text));
      }),
    );
  });

  test('without settings of ours stays as it is', () => {
    fc.assert(
      fc.property(poolFile, ({ text, entries }) => {
        if (!entries.some(([name]) => isOwn(name))) expect(without(text)).toBe(text);
      }),
    );
  });
});

const REFUSED: readonly (readonly [string, string, string])[] = [
  ['no XML', 'db.password=se_cret', 'not_well_formed'],
  ['nothing', '', 'not_well_formed'],
  [
    'an open element',
    `${DOCTYPE}<properties><entry key="db.password">se_cret</properties>`,
    'not_well_formed',
  ],
  ['two roots', `${DOCTYPE}<properties/><properties/>`, 'not_well_formed'],
  ['no DOCTYPE', '<properties><entry key="a">se_cret</entry></properties>', 'doctype'],
  ['another DOCTYPE', '<!DOCTYPE properties SYSTEM "http://example.com/x.dtd"><properties/>', 'doctype'],
  ['a DOCTYPE with entities', `${DOCTYPE.slice(0, -1)} [<!ENTITY x "se_cret">]><properties/>`, 'doctype'],
  ['another root', `${DOCTYPE}<settings/>`, 'not_properties'],
  [
    'an element in a value',
    `${DOCTYPE}<properties><entry key="a">se_<b/>cret</entry></properties>`,
    'not_properties',
  ],
  ['an unknown element', `${DOCTYPE}<properties><x/></properties>`, 'not_properties'],
  ['no key', `${DOCTYPE}<properties><entry>se_cret</entry></properties>`, 'not_properties'],
  ['XML 1.1', `<?xml version="1.1"?>${DOCTYPE}<properties/>`, 'not_properties'],
];

describe('what is refused', () => {
  test.each<readonly [string, string, string]>([
    ...REFUSED,
    // Java passes over these.
    [
      'an entity',
      `${DOCTYPE}<properties><entry key="db.password">se&_cret;</entry></properties>`,
      'not_well_formed',
    ],
    ['a public DOCTYPE', DOCTYPE.replace('SYSTEM', 'PUBLIC "x"') + '<properties/>', 'doctype'],
    [
      'a key twice',
      `${DOCTYPE}<properties><entry key="a">se_</entry><entry key="a"/></properties>`,
      'duplicate',
    ],
    ['Latin 1', `<?xml version="1.0" encoding="ISO-8859-1"?>${DOCTYPE}<properties/>`, 'encoding'],
  ])('%s', (_name, text, code) => {
    const error = refusal(text);
    expect(error).toMatchObject({ code: `pool.xml.${code}`, field: 'configDirectory' });
    expect(error.message).toMatch(/pool\.xml .*\(line 1, column \d+\)/);
    expect(error.message).not.toMatch(/se_|cret/);
  });
});

test('a file that ends too early is refused by name, wherever it ends', () => {
  fc.assert(
    fc.property(poolFile, fc.nat(), ({ text }, position) => {
      const broken = text.slice(0, position % text.lastIndexOf('>'));
      expect(refusal(broken).code).toBe('pool.xml.not_well_formed');
    }),
  );
});

(hasJavaCompiler ? test : test.skip)(
  "means to Java's Properties what it means here, or is refused there too",
  () => {
    const merged = fc.sample(fc.tuple(poolFile, goodOptions), 150).map(([{ text }, options]) => {
      const { settings, absent } = poolTrust(options);
      return mergePoolXml(text, settings, absent);
    });
    const texts = [...fc.sample(poolFile, 150).map(({ text }) => text), ...merged];
    const refused = REFUSED.map(([, text]) => text);
    expect(readByJava([...texts, ...refused])).toBe(
      texts.map((text) => printed(valuesIn(text))).join('') + printed('refused').repeat(refused.length),
    );
  },
);
