import type { CallContext, Subprogram } from '../../plsql/host';
import { asText } from '../../plsql/values/convert';
import { input, numberOf, procedure, scalar, state, textOf } from './subprograms';

/** The page that a PL/SQL handler writes with HTP and OWA_UTIL. */
export interface Page {
  status: number | undefined;
  readonly headers: [name: string, value: string][];
  body: string;
}

/** Key in a session's package state. */
export const PAGE_KEY = 'HTP';

/** Any session whose packages may have written a page. */
export interface PageSource {
  readonly packageState: Map<string, unknown>;
}

/** The page written since the last call, and an empty one for the next. */
export function takePage(session: PageSource): Page {
  const page = pageOf(session);
  session.packageState.delete(PAGE_KEY);
  return page;
}

function pageOf(source: PageSource): Page {
  return state<Page>(source, PAGE_KEY, () => ({ status: undefined, headers: [], body: '' }));
}

function write(ending: string, escape: (text: string) => string = (text) => text): Subprogram['call'] {
  return (context: CallContext, args) => {
    pageOf(context).body += escape(asText(scalar(args, 'CBUF')) ?? '') + ending;
  };
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

const TEXT = [input('CBUF', 'VARCHAR2', null)];

export const HTP: readonly Subprogram[] = [
  procedure('HTP', 'P', TEXT, write('\n')),
  procedure('HTP', 'PRINT', TEXT, write('\n')),
  procedure('HTP', 'PRN', TEXT, write('')),
  procedure('HTP', 'PS', TEXT, write('\n', escapeHtml)),
  procedure('HTP', 'PRINTS', TEXT, write('\n', escapeHtml)),
];

/** Lines of the form `Name: value` at the head of the page are headers until http_header_close. */
export const OWA_UTIL: readonly Subprogram[] = [
  procedure(
    'OWA_UTIL',
    'MIME_HEADER',
    [
      input('CCONTENT_TYPE', 'VARCHAR2', 'text/html'),
      input('BCLOSE_HEADER', 'PL/SQL BOOLEAN', true),
      input('CCHARSET', 'VARCHAR2', null),
    ],
    (context, args) => {
      const charset = textOf(args, 'CCHARSET');
      const type = textOf(args, 'CCONTENT_TYPE') + (charset && `; charset=${charset}`);
      takeHeaderLines(context);
      pageOf(context).headers.push(['Content-Type', type]);
    },
  ),
  procedure(
    'OWA_UTIL',
    'STATUS_LINE',
    [
      input('NSTATUS', 'NUMBER'),
      input('CREASON', 'VARCHAR2', null),
      input('BCLOSE_HEADER', 'PL/SQL BOOLEAN', true),
    ],
    (context, args) => {
      pageOf(context).status = numberOf(args, 'NSTATUS');
    },
  ),
  procedure(
    'OWA_UTIL',
    'REDIRECT_URL',
    [input('CURL', 'VARCHAR2'), input('BCLOSE_HEADER', 'PL/SQL BOOLEAN', true)],
    (context, args) => {
      const page = pageOf(context);
      page.status = 302;
      page.headers.push(['Location', textOf(args, 'CURL')]);
    },
  ),
  procedure('OWA_UTIL', 'HTTP_HEADER_CLOSE', [], (context) => takeHeaderLines(context)),
];

/** Headers that were printed as text (`htp.p('X-Name: value')`) before the header was closed. */
function takeHeaderLines(context: CallContext): void {
  const page = pageOf(context);
  const lines = page.body.split('\n').filter((line) => line !== '');
  const headers = lines.map((line) => /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/.exec(line));
  if (!headers.every((header) => header !== null)) return;
  for (const header of headers) page.headers.push([header[1] ?? '', header[2] ?? '']);
  page.body = '';
}
