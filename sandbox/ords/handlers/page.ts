import type { DatabaseSession } from '../../oracle/database';
import { setCgiEnvironment } from '../../oracle/packages/ords/cgiEnvironment';
import { takePage } from '../../oracle/packages/sys/webToolkit';
import type { HandlerRequest } from './answer';

/** What a block wrote with HTP and OWA_UTIL. */
export interface GeneratedPage {
  readonly status: number | undefined;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** What a page without headers of its own is. */
const DEFAULT_CONTENT_TYPE = 'text/html; charset=utf-8';

/** Empties the session's page buffer and sets its CGI environment, REMOTE_IDENT among it. */
export function preparePage(session: DatabaseSession, request: HandlerRequest): void {
  if (!hasPackageState(session)) return;
  takePage(session);
  setCgiEnvironment(session, cgiEnvironment(request));
}

/** A database without the web toolkit writes no pages. */
export function takeGeneratedPage(session: DatabaseSession): GeneratedPage {
  if (!hasPackageState(session)) return { status: undefined, headers: [], body: '' };
  const { status, headers, body } = takePage(session);
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return body === '' || isTyped
    ? { status, headers, body }
    : { status, headers: [...headers, ['Content-Type', DEFAULT_CONTENT_TYPE]], body };
}

interface StatefulSession extends DatabaseSession {
  readonly packageState: Map<string, unknown>;
}

function hasPackageState(session: DatabaseSession): session is StatefulSession {
  return 'packageState' in session && session.packageState instanceof Map;
}

/** What OWA_UTIL.GET_CGI_ENV answers. The token itself is not among it. */
function cgiEnvironment(request: HandlerRequest): ReadonlyMap<string, string> {
  const url = new URL(request.url);
  const schemaPath = new URL(request.schemaUrl).pathname;
  return new Map([
    ['REMOTE_IDENT', request.principal?.subject ?? ''],
    ['REMOTE_USER', request.schemaUser],
    ['REQUEST_METHOD', request.method],
    ['REQUEST_PROTOCOL', 'https'],
    ['REQUEST_CHARSET', 'AL32UTF8'],
    ['SERVER_NAME', url.hostname],
    ['SERVER_PORT', url.port],
    ['HTTP_HOST', url.host],
    ['SCRIPT_NAME', schemaPath],
    ['PATH_INFO', url.pathname.slice(schemaPath.length)],
    ['QUERY_STRING', request.query.toString()],
    ['HTTP_USER_AGENT', text(request.headers['user-agent'])],
    ['HTTP_ACCEPT', text(request.headers['accept'])],
    ['CONTENT_TYPE', text(request.headers['content-type'])],
  ]);
}

function text(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}
