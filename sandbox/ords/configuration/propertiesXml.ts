import { SaxesParser } from 'saxes';

/** The one document type that Java's Properties.loadFromXML takes. */
const DOCTYPE = /^\s*properties\s+SYSTEM\s+["']http:\/\/java\.sun\.com\/dtd\/properties\.dtd["']\s*$/;

/**
 * Reads settings as `java.util.Properties.loadFromXML` does: the last of two equal keys counts, comments do not. Throws an
 * Error whose message holds nothing of the text, which may carry passwords.
 */
export function readPropertiesXml(text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  const open: string[] = [];
  let hasDoctype = false;
  let key = '';
  let value = '';
  const parser = new SaxesParser({ xmlns: false });
  const fail = (what: string): never => {
    throw new Error(`${what} at line ${parser.line}, column ${parser.column}`);
  };
  parser.on('error', () => fail('no well-formed XML'));
  parser.on('doctype', (declared) => {
    if (!DOCTYPE.test(declared)) fail("not the document type of Java's properties");
    hasDoctype = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (!hasDoctype) fail('no document type');
    const expected = open.length === 0 ? ['properties'] : open.length === 1 ? ['entry', 'comment'] : [];
    if (!expected.includes(name)) fail('an element that properties do not have');
    open.push(name);
    if (name !== 'entry') return;
    key = attributes['key'] ?? fail('an entry without key');
    value = '';
  });
  const collect = (part: string): void => {
    if (open.at(-1) === 'entry') value += part;
  };
  parser.on('text', collect);
  parser.on('cdata', collect);
  parser.on('closetag', ({ name }) => {
    open.pop();
    if (name === 'entry') settings.set(key, value);
  });
  parser.write(text).close();
  return settings;
}
