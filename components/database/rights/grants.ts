import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { canonicalName } from '../connection';

/** `own-schema`: the connected user's schema is looked after. `administrator`: another one. */
export const MODES = ['own-schema', 'administrator'] as const;
export type Mode = (typeof MODES)[number];
/** Parts of `sql/grants.sql`. `schema-creator`: users are made with `Schema`; it stands beside the modes, which are about ORDS. */
const PARTS = [...MODES, 'schema-creator'] as const;
export type Part = (typeof PARTS)[number];

/** One right of `sql/grants.sql`, which is the only list of them. */
export interface Grant {
  readonly mode: Part;
  /** The statement as it stands in the file, without its semicolon: `grant create session to &owner`. */
  readonly statement: string;
  /** What is granted: `create session`, `ords_administrator_role`, `execute on ords_metadata.ords`. */
  readonly right: string;
  /** Objects that the right is about, as OWNER.NAME: one, or all that come with a role. None for a system privilege. */
  readonly objects: readonly string[];
  /** The system privilege that is granted, as the dictionary writes it. */
  readonly privilege?: string;
  /** Words by which a text of the library is known to use the system privilege: `create user`. */
  readonly usedBy?: string;
  /** The role that is granted, as the dictionary writes it. */
  readonly role?: string;
  readonly reason: string;
  /** What fails without it: classes of resources, `drift`, `export`. */
  readonly without: readonly string[];
  /** What is left out of an answer without it: `drift: version`. */
  readonly leftOut: readonly string[];
  /** By whom everybody has it already: `PUBLIC, by ORDS`. */
  readonly given?: string;
  /** Only needed where this object is not there, as OWNER.NAME. */
  readonly onlyWithout?: string;
}

/** A right for looking after what ORDS has of a schema. */
export type ModeGrant = Grant & { readonly mode: Mode };

const FILE = join(__dirname, '..', '..', '..', 'sql', 'grants.sql');
const KEYS = ['mode', 'for', 'without', 'given', 'only', 'means', 'used'] as const;
type Notes = Partial<Record<(typeof KEYS)[number], string>>;

let loaded: readonly Grant[] | undefined;

/** The rights of `sql/grants.sql`, in its order: those of every part. */
export function everyGrant(): readonly Grant[] {
  return (loaded ??= parseGrants(readFileSync(FILE, 'utf8')));
}

/** Those for looking after schemas: of the two modes. */
export function grants(): readonly ModeGrant[] {
  return everyGrant().filter((grant): grant is ModeGrant => MODES.some((mode) => mode === grant.mode));
}

/** `grant create session to hr`: for that user (as the dictionary writes it), ready to be run. */
export function grantFor(grant: Grant, user: string): string {
  const name = canonicalName(`"${user}"`);
  return grant.statement.replace(/&\w+$/, () => (name === user ? user.toLowerCase() : name));
}

/** Reads the form that the head of `sql/grants.sql` describes. Throws Error where it is not kept. */
export function parseGrants(text: string): Grant[] {
  const found: Grant[] = [];
  let mode: string | undefined;
  for (const block of text.split(/\n\s*\n/)) {
    const notes = notesOf(block);
    mode = notes.mode ?? mode;
    const statement = /^grant (.+) to &\w+;$/m.exec(block);
    if (!statement) continue;
    const known = PARTS.find((name) => name === mode);
    if (known === undefined) throw new Error(`sql/grants.sql: no mode before ${statement[0]}`);
    found.push(grantOf(known, statement, notes));
  }
  return found;
}

function grantOf(mode: Part, [statement, right = '']: RegExpExecArray, notes: Notes): Grant {
  const { for: reason, without, given, only } = notes;
  if (reason === undefined || without === undefined)
    throw new Error(`sql/grants.sql: ${right} needs "for" and "without"`);
  const object = / on ([\w.]+)$/.exec(right)?.[1];
  const onlyWithout = only === undefined ? undefined : /^([\w.]+) is not there$/.exec(only)?.[1];
  if (only !== undefined && onlyWithout === undefined)
    throw new Error(`sql/grants.sql: ${right}: "only" is not understood`);
  const parts = list(without);
  return {
    mode,
    statement: statement.replace(/;$/, ''),
    right,
    objects: object === undefined ? list(notes.means ?? '').map(upper) : [upper(object)],
    ...(notes.means !== undefined && { role: upper(right) }),
    ...(notes.means === undefined &&
      object === undefined && { privilege: upper(right), usedBy: notes.used ?? right }),
    reason,
    without: parts.filter((part) => !part.startsWith('[')),
    leftOut: parts.filter((part) => part.startsWith('[')).map((part) => part.slice(1, -1)),
    ...(given !== undefined && { given }),
    ...(onlyWithout !== undefined && { onlyWithout: upper(onlyWithout) }),
  };
}

function notesOf(block: string): Notes {
  const notes: Notes = {};
  let current: (typeof KEYS)[number] | undefined;
  for (const line of block.split('\n')) {
    const [, key, value = ''] = /^-- (\w+): (.+)$/.exec(line) ?? [];
    const known = KEYS.find((name) => name === key);
    const more = /^-- {3,}(.+)$/.exec(line)?.[1];
    if (known) notes[(current = known)] = value.trim();
    else if (current && more !== undefined) notes[current] = `${notes[current]} ${more.trim()}`;
    else current = undefined;
  }
  return notes;
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function upper(name: string): string {
  return name.toUpperCase();
}
