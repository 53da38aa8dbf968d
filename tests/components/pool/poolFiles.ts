import fc from 'fast-check';

import { hostile } from './arbitraries';

export const DOCTYPE = '<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">';

/** A pool.xml as somebody may have written it, and what it says. */
export interface WrittenFile {
  readonly text: string;
  /** In the order of the file. */
  readonly entries: readonly (readonly [string, string])[];
}

const OWN = [
  'security.jwt.profile.enabled',
  'security.jwt.profile.issuer',
  'security.jwt.profile.audience',
  'security.jwt.profile.role.claim.name',
  'security.jwt.allowed.skew',
  'security.jwt.profile.mode',
];
const key = fc.oneof(
  fc.constantFrom(...OWN, 'db.hostname', 'db.password', 'security.jwks.size', 'constructor', '__proto__'),
  fc.stringMatching(/^[a-zé"<& ]{1,6}$/),
);

const amp = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
/** The same value in the ways in which XML can write it. */
const written = (value: string): fc.Arbitrary<string> => {
  const escaped = amp(value).replace(/>/g, '&gt;').replace(/\r/g, '&#13;');
  const ways = [
    escaped,
    [...value].map((character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`).join(''),
    `<!-- <entry key="x"> & -->${escaped}<?ords now?>`,
  ];
  // Java's reader leaves the line ends of Windows as they are there, against XML 1.0, 2.11.
  if (!/[\r\n]/.test(value)) ways.push(`<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`);
  return fc.constantFrom(...ways);
};
const attribute = (name: string): fc.Arbitrary<string> =>
  fc.constantFrom(`"${amp(name).replace(/"/g, '&quot;')}"`, `'${amp(name)}'`);

const entry = fc
  .tuple(key, hostile)
  .chain(([name, value]) =>
    fc.tuple(fc.constant(name), fc.constant(value), attribute(name), written(value), fc.boolean()),
  )
  .map(([name, value, quoted, content, short]) => ({
    name,
    value,
    text: value === '' && short ? `<entry key=${quoted} />` : `<entry\tkey=${quoted}>${content}</entry >`,
  }));

const between = fc.constantFrom('', '\n', '\n  ', '\n\t<!-- db > 3 -->\n\t', ' ', '<?x y?>');

/** Files that Java's Properties take, in all manners of writing them. */
export const poolFile: fc.Arbitrary<WrittenFile> = fc
  .record({
    head: fc.constantFrom('', '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n', "<?xml version='1.0'?>"),
    doctype: fc.constantFrom(
      DOCTYPE,
      `${DOCTYPE}\n`,
      DOCTYPE.replaceAll('"', "'"),
      `<!-- a -->\n${DOCTYPE}\n\n`,
    ),
    comment: fc.constantFrom('', '<comment>of the <![CDATA[<DBA>]]></comment>', '\n<comment/>'),
    entries: fc.uniqueArray(fc.tuple(between, entry), { selector: ([, { name }]) => name, maxLength: 6 }),
    end: fc.constantFrom(
      '</properties>',
      '\n</properties>\n',
      '\n  </properties>',
      '  </properties >\n<!-- end -->\n',
    ),
    windows: fc.boolean(),
  })
  .map(({ head, doctype, comment, entries, end, windows }) => {
    const body = entries.map(([space, { text }]) => space + text).join('');
    const text =
      entries.length === 0 && comment === ''
        ? `${head}${doctype}<properties version="1.0"/>`
        : `${head}${doctype}<properties>${comment}${body}${end}`;
    return {
      text: windows ? text.replace(/\r?\n/g, '\r\n') : text,
      entries: entries.map(([, { name, value }]) => [name, value] as const),
    };
  });
