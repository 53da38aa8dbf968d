import { grantFor, grants, MODES, type Mode } from '../../database/rights/grants';
import { rightState } from '../../database/rights/heldRights';
import type { Ability } from '../../diagnose/database/abilities';
import type { Console } from '../console';
import type { Examination } from '../examination';
import { objects } from './databaseJson';
import { findingText } from './findingText';
import { entry } from './layout';

type Look = Pick<Console, 'colours' | 'width'>;

const TITLES: Readonly<Record<Mode, string>> = {
  'own-schema': 'its own schema',
  administrator: 'other schemas, as an administrator',
};
/** Widths of the columns. */
const NAME = 22;
const STATE = 10;
const FAMILIES = ['DBA_ORDS_', 'USER_ORDS_'];

/** What the connection shows, what the library can do with it, and what is missing. */
export function databaseTable(examination: Examination, look: Look, quiet: boolean): string {
  const { wanted, abilities, warnings } = examination;
  const shown = quiet ? wanted : MODES;
  return [
    ...(quiet ? [] : [head(examination, look), packages(examination, look), views(examination, look)]),
    ...shown.flatMap((mode) => {
      const rows = quiet ? abilities[mode].filter(({ state }) => state === 'no') : abilities[mode];
      return rows.length === 0 ? [] : [block(mode, rows, examination, look)];
    }),
    ...rights(examination, shown, look),
    ...warnings.map((warning) => findingText(warning, look)),
    ...(quiet ? [] : [summary(examination, look)]),
  ].join('\n\n');
}

function head({ facts, connectString }: Examination, { colours, width }: Look): string {
  const { user, release, version, status } = facts;
  const unread = 'could not be read';
  const line = (label: string, text: string): string => entry(label, text, { indent: 2, gap: 10, width });
  return [
    `${colours.bold(user)} at ${connectString}`,
    line('database', release ?? unread),
    line('ORDS', [version ?? unread, ...(status === undefined ? [] : [`status ${status}`])].join(', ')),
  ].join('\n');
}

function packages(examination: Examination, { colours }: Look): string {
  const { authid, procedures } = examination.facts;
  const rows = objects(examination, true).map(({ name, state }) => {
    const claim = procedures.some(
      (one) => one.package === name && one.arguments.includes('P_ROLE_CLAIM_NAME'),
    );
    const notes = [
      ...(authid[name] === undefined ? [] : [`AUTHID ${authid[name]}`]),
      ...(claim ? ['takes p_role_claim_name'] : []),
      ...(name.startsWith('OAUTH') && state !== 'absent' ? ['desupported from ORDS 25.3'] : []),
    ];
    return `  ${name.padEnd(NAME)}${state.padEnd(STATE)}${notes.join(', ')}`.trimEnd();
  });
  return [colours.bold('packages'), ...rows].join('\n');
}

function views(examination: Examination, { colours, width }: Look): string {
  const all = objects(examination, false);
  const lines = (['usable', 'hidden', 'absent'] as const).flatMap((state) => {
    const names = FAMILIES.reduce(
      (left, family) => shortened(left, family, all),
      all.filter((view) => view.state === state).map(({ name }) => name),
    );
    return names.length === 0 ? [] : [entry(state, names.join(', '), { indent: 2, gap: STATE, width })];
  });
  return [colours.bold('views'), ...lines].join('\n');
}

/** All views of a family in one state go under one name. */
function shortened(
  names: readonly string[],
  family: string,
  all: readonly { readonly name: string }[],
): string[] {
  const of = (list: readonly string[]): string[] => list.filter((name) => name.startsWith(family));
  const whole = of(all.map(({ name }) => name)).length;
  if (of(names).length < whole) return [...names];
  return [`${family}* (${whole})`, ...names.filter((name) => !name.startsWith(family))];
}

function block(
  mode: Mode,
  rows: readonly Ability[],
  { wanted, schemas, facts }: Examination,
  look: Look,
): string {
  const { colours, width } = look;
  const tints = { yes: colours.green, no: colours.red, 'left out': colours.yellow };
  const asked = schemas.filter((schema) => (schema === facts.user) === (mode === 'own-schema'));
  const title = wanted.includes(mode)
    ? `${TITLES[mode]}: ${asked.join(', ')}`
    : `${TITLES[mode]} (not asked for)`;
  const line = (label: string, text: string): string => entry(label, text, { indent: 2, gap: STATE, width });
  const lines = [...alike(rows).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { state, detail, remedy } = first;
    const names = [first, ...others].map(({ name }) => name).join(', ');
    const text = line(state, detail === undefined ? names : `${names}: ${detail}`);
    return [
      text.replace(state, tints[state](state)),
      ...(remedy === undefined ? [] : [line('', `next: ${remedy}`)]),
    ];
  });
  return [colours.bold(title), ...lines].join('\n');
}

/** What one and the same step repairs is told once. */
function alike(rows: readonly Ability[]): Map<string, Ability[]> {
  const groups = new Map<string, Ability[]>();
  for (const row of rows) {
    const key = `${row.state} ${row.remedy ?? row.detail ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

function rights({ facts }: Examination, modes: readonly Mode[], { colours, width }: Look): string[] {
  const missing = grants().filter(
    (grant) => modes.includes(grant.mode) && rightState(grant, facts.held) === 'missing',
  );
  if (missing.length === 0) return [];
  const lines = missing.map((grant) =>
    entry('', `${grantFor(grant, facts.user)};  -- ${grant.mode}: ${grant.reason}`, {
      indent: 2,
      gap: 0,
      width,
    }),
  );
  return [[colours.bold('rights that are missing (sql/grants.sql)'), ...lines].join('\n')];
}

function summary({ exitCode, schemas, warnings }: Examination, { colours }: Look): string {
  const names = schemas.join(', ');
  if (exitCode !== 0)
    return colours.red(`unable: something that ${names} needs cannot be done with this connection`);
  const rest = warnings.length === 0 ? '' : ', with a warning';
  return colours.green(`able: everything that ${names} needs can be done with this connection${rest}`);
}
