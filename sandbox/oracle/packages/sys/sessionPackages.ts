import { OraError } from '../../oraError';
import type { CallContext, Subprogram } from '../../plsql/host';
import { SessionContext } from '../../plsqlHost';
import type { SessionAttributes } from '../../database';
import { input, numberOf, output, procedure, textOf } from './subprograms';

function attributes(context: CallContext): SessionAttributes {
  if (context instanceof SessionContext) return context.session.attributes;
  throw new OraError(6508, 'PL/SQL: could not find program unit being called');
}

async function sleep(context: CallContext, seconds: number | undefined): Promise<void> {
  if (seconds === undefined || seconds < 0) {
    throw new OraError(6502, 'PL/SQL: numeric or value error');
  }
  if (context instanceof SessionContext) await context.wait(seconds * 1000);
}

function set(name: 'module' | 'action' | 'clientId' | 'clientInfo', parameter: string): Subprogram['call'] {
  return (context, args) => {
    const value = textOf(args, parameter);
    if (value === '') delete attributes(context)[name];
    else attributes(context)[name] = value;
  };
}

/** Sleeping, and what a session says about itself. */
export const SESSION_PACKAGES: readonly Subprogram[] = [
  procedure('DBMS_SESSION', 'SLEEP', [input('SECONDS', 'NUMBER')], (context, args) =>
    sleep(context, numberOf(args, 'SECONDS')),
  ),
  procedure('DBMS_LOCK', 'SLEEP', [input('SECONDS', 'NUMBER')], (context, args) =>
    sleep(context, numberOf(args, 'SECONDS')),
  ),
  procedure('DBMS_SESSION', 'SET_IDENTIFIER', [input('CLIENT_ID', 'VARCHAR2')], set('clientId', 'CLIENT_ID')),
  procedure('DBMS_SESSION', 'CLEAR_IDENTIFIER', [], (context) => {
    delete attributes(context).clientId;
  }),
  procedure(
    'DBMS_APPLICATION_INFO',
    'SET_MODULE',
    [input('MODULE_NAME', 'VARCHAR2'), input('ACTION_NAME', 'VARCHAR2')],
    (context, args) => {
      void set('module', 'MODULE_NAME')(context, args);
      void set('action', 'ACTION_NAME')(context, args);
    },
  ),
  procedure(
    'DBMS_APPLICATION_INFO',
    'SET_ACTION',
    [input('ACTION_NAME', 'VARCHAR2')],
    set('action', 'ACTION_NAME'),
  ),
  procedure(
    'DBMS_APPLICATION_INFO',
    'SET_CLIENT_INFO',
    [input('CLIENT_INFO', 'VARCHAR2')],
    set('clientInfo', 'CLIENT_INFO'),
  ),
  procedure(
    'DBMS_APPLICATION_INFO',
    'READ_MODULE',
    [output('MODULE_NAME', 'VARCHAR2'), output('ACTION_NAME', 'VARCHAR2')],
    (context, args) => {
      args.set('MODULE_NAME', attributes(context).module ?? null);
      args.set('ACTION_NAME', attributes(context).action ?? null);
    },
  ),
];
