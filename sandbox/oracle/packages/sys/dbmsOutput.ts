import type { CallContext, PlsqlValue, Subprogram } from '../../plsql/host';
import { input, numberOf, output, procedure, state, textOf } from './subprograms';

const NAME = 'DBMS_OUTPUT';

interface Buffer {
  enabled: boolean;
  lines: string[];
  /** Begun with PUT and not yet ended. */
  open: string | undefined;
}

function buffer(context: CallContext): Buffer {
  return state<Buffer>(context, NAME, () => ({ enabled: false, lines: [], open: undefined }));
}

function append(context: CallContext, text: string, ends: boolean): void {
  const target = buffer(context);
  if (!target.enabled) return;
  const line = (target.open ?? '') + text;
  target.open = ends ? undefined : line;
  if (ends) target.lines.push(line);
}

export const DBMS_OUTPUT: readonly Subprogram[] = [
  procedure(NAME, 'ENABLE', [input('BUFFER_SIZE', 'NUMBER', 20000)], (context) => {
    buffer(context).enabled = true;
  }),
  procedure(NAME, 'DISABLE', [], (context) => {
    context.packageState.delete(NAME);
  }),
  procedure(NAME, 'PUT_LINE', [input('A', 'VARCHAR2')], (context, args) =>
    append(context, textOf(args, 'A'), true),
  ),
  procedure(NAME, 'PUT', [input('A', 'VARCHAR2')], (context, args) =>
    append(context, textOf(args, 'A'), false),
  ),
  procedure(NAME, 'NEW_LINE', [], (context) => append(context, '', true)),
  procedure(NAME, 'GET_LINE', [output('LINE', 'VARCHAR2'), output('STATUS', 'NUMBER')], (context, args) => {
    const line = buffer(context).lines.shift();
    args.set('LINE', line ?? null);
    args.set('STATUS', line === undefined ? 1 : 0);
  }),
  procedure(
    NAME,
    'GET_LINES',
    [output('LINES', 'PL/SQL TABLE'), { name: 'NUMLINES', mode: 'IN OUT', dataType: 'NUMBER' }],
    (context, args) => {
      const lines = buffer(context).lines.splice(0, numberOf(args, 'NUMLINES') ?? 0);
      const entries = new Map<number | string, PlsqlValue>(lines.map((line, i) => [i + 1, line]));
      args.set('LINES', { kind: 'table', entries });
      args.set('NUMLINES', lines.length);
    },
  ),
];
