import type { Subprogram } from '../../plsql/host';
import { Arguments } from './arguments';
import { mandatory } from './operation';

/** Key in a session's package state. */
const CGI_KEY = 'OWA.CGI_ENVIRONMENT';

/** Any session whose packages may ask for the CGI environment. */
interface CgiSession {
  readonly packageState: Map<string, unknown>;
}

/** Sets what OWA_UTIL.GET_CGI_ENV answers in a session; names in upper case. */
export function setCgiEnvironment(session: CgiSession, environment: ReadonlyMap<string, string>): void {
  session.packageState.set(CGI_KEY, environment);
}

/**
 * The gateway's part of the web toolkit. REMOTE_IDENT is the token's `sub` (facts/ords.md 8). Unknown names are NULL, as
 * in Oracle.
 */
export const CGI_SUBPROGRAMS: readonly Subprogram[] = [
  {
    owner: 'SYS',
    package: 'OWA_UTIL',
    name: 'GET_CGI_ENV',
    parameters: [mandatory('PARAM_NAME')],
    returns: 'VARCHAR2',
    call(context, args) {
      const environment = context.packageState.get(CGI_KEY);
      const name = new Arguments(args).text('PARAM_NAME')?.toUpperCase();
      if (!(environment instanceof Map) || name === undefined) return null;
      const value: unknown = environment.get(name);
      return typeof value === 'string' && value !== '' ? value : null;
    },
  },
];
