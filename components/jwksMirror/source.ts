/** Characters of one literal; Oracle takes 32,767 bytes, a reader of the module less. */
const LITERAL = 1_000;
/** What base64 and plain names are made of. */
const PLAIN = /[\w+/=.-]/;

type Json = string | readonly Json[] | { readonly [member: string]: Json };

/**
 * The source of a `plsql/block` handler that answers with this JSON text, of objects, lists and strings. No bind can carry
 * the text there, so it stands in literals: in its strings everything but letters, digits and `_ + / = . -` is an escape of
 * JSON, so that no quote, no line end and no colon with a name behind it is left to mean something in PL/SQL.
 */
export function mirrorSource(document: string): string {
  const text = escaped(JSON.parse(document) as Json);
  const literals = text.match(new RegExp(`.{1,${LITERAL}}`, 'g')) ?? [];
  return [
    'begin',
    "  owa_util.mime_header('application/json');",
    ...literals.map((literal) => `  htp.prn('${literal}');`),
    'end;',
  ].join('\n');
}

function escaped(value: Json): string {
  if (typeof value === 'string') return `"${value.split('').map(escapedUnit).join('')}"`;
  if (Array.isArray(value)) return `[${value.map(escaped).join(',')}]`;
  const members = Object.entries(value).map(([name, member]) => `${escaped(name)}:${escaped(member)}`);
  return `{${members.join(',')}}`;
}

function escapedUnit(unit: string): string {
  return PLAIN.test(unit) ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
