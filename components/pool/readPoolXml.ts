import { SaxesParser, type SaxesTagPlain } from 'saxes';

import { OrdsError } from '../errors';

/** A stretch of the text, in UTF-16 units; `end` is behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One setting of the file, and where it stands. */
export interface PoolXmlEntry extends Span {
  readonly key: string;
  readonly value: string;
  /** Between the tags; undefined in `<entry key="..."/>`. */
  readonly content: Span | undefined;
}

export interface PoolXml {
  readonly entries: readonly PoolXmlEntry[];
  /** `</properties>`, or the `/>` of an element without content. */
  readonly closing: Span & { readonly isSelfClosing: boolean };
}

/** The only one that Java's Properties take; without a part of its own inside (seen with Java 17). */
const DOCTYPE = /^\s*properties\s+SYSTEM\s+(["'])http:\/\/java\.sun\.com\/dtd\/properties\.dtd\1\s*$/;
const CHILDREN = new Set(['entry', 'comment']);

/**
 * Reads a pool.xml as Java's Properties do, and refuses what they refuse; also a key that stands there twice, of which
 * Java silently takes the last. `where` names the file. No error shows any of its text: it may hold a password.
 *
 * @throws OrdsError `pool.xml.not_well_formed`, `pool.xml.doctype`, `pool.xml.not_properties`, `pool.xml.duplicate`,
 * `pool.xml.encoding`
 */
export function readPoolXml(text: string, where = 'pool.xml'): PoolXml {
  return new Reader(text, where).read();
}

class Reader {
  private readonly parser = new SaxesParser({ xmlns: false });
  private readonly entries: PoolXmlEntry[] = [];
  private readonly path: string[] = [];
  private closing: PoolXml['closing'] | undefined;
  private hasDoctype = false;
  private key = '';
  private value = '';
  private opened: Span = { start: 0, end: 0 };

  constructor(
    private readonly text: string,
    private readonly where: string,
  ) {}

  read(): PoolXml {
    const { parser } = this;
    parser.on('error', () => {
      throw this.notWellFormed();
    });
    parser.on('xmldecl', ({ version, encoding }) => {
      if (version !== undefined && version !== '1.0') this.notProperties('XML 1.0');
      if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) throw this.encoding(encoding);
    });
    parser.on('doctype', (doctype) => {
      if (!DOCTYPE.test(doctype)) throw this.doctype('another one, or one with a part of its own');
      this.hasDoctype = true;
    });
    parser.on('opentag', (tag) => this.open(tag));
    const collect = (part: string): void => {
      if (this.path.at(-1) === 'entry') this.value += part;
    };
    parser.on('text', collect);
    parser.on('cdata', collect);
    parser.on('closetag', (tag) => this.close(tag));
    parser.write(this.text).close();
    if (!this.closing) throw this.notWellFormed();
    return { entries: this.entries, closing: this.closing };
  }

  private open({ name, attributes }: SaxesTagPlain): void {
    const { path } = this;
    if (!this.hasDoctype) throw this.doctype('none');
    const allowed = path.length === 0 ? name === 'properties' : path.length === 1 && CHILDREN.has(name);
    if (!allowed) this.notProperties('<properties> with <entry> elements');
    path.push(name);
    this.opened = this.tag();
    if (name !== 'entry') return;
    const { key } = attributes;
    if (key === undefined) return this.notProperties('a key in each <entry>');
    if (this.entries.some((earlier) => earlier.key === key))
      throw this.refusal(
        'duplicate',
        `has the setting ${JSON.stringify(key)} twice; ORDS would silently take the last`,
        'remove one of the two there',
      );
    this.key = key;
    this.value = '';
  }

  private close({ name, isSelfClosing }: SaxesTagPlain): void {
    this.path.pop();
    const tag = this.tag();
    if (name === 'properties')
      this.closing = isSelfClosing
        ? { start: tag.end - '/>'.length, end: tag.end, isSelfClosing }
        : { ...tag, isSelfClosing };
    if (name !== 'entry') return;
    this.entries.push({
      key: this.key,
      value: this.value,
      start: this.opened.start,
      end: tag.end,
      content: isSelfClosing ? undefined : { start: this.opened.end, end: tag.start },
    });
  }

  /** The tag that the parser has just read: inside a tag no `<` can stand (XML 1.0, 2.3 and 3.1). */
  private tag(): Span {
    const end = this.parser.position;
    return { start: this.text.lastIndexOf('<', end - 1), end };
  }

  private notProperties(expected: string): void {
    throw this.refusal('not_properties', "is not a file of Java's properties", `write ${expected}`, expected);
  }

  private notWellFormed(): OrdsError {
    return this.refusal('not_well_formed', 'is not well-formed XML', 'repair the file there');
  }

  private doctype(found: string): OrdsError {
    const expected = '<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">';
    return this.refusal(
      'doctype',
      'has not the DOCTYPE that Java asks for',
      'write that line',
      expected,
      found,
    );
  }

  private encoding(found: string): OrdsError {
    return this.refusal(
      'encoding',
      'is in an encoding that is not written here',
      'save it as UTF-8 and say so in its first line',
      'UTF-8',
      JSON.stringify(found),
    );
  }

  private refusal(
    name: string,
    summary: string,
    remedy: string,
    expected?: string,
    found?: string,
  ): OrdsError {
    const { line, columnIndex } = this.parser;
    return new OrdsError(`${this.where} ${summary} (line ${line}, column ${columnIndex + 1})`, {
      code: `pool.xml.${name}`,
      field: 'configDirectory',
      ...(found !== undefined && { found }),
      ...(expected !== undefined && { expected }),
      remedy: `${remedy}; nothing was changed`,
    });
  }
}
