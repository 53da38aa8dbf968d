import { OrdsError } from '../errors';
import type { Connection, Meaning, Statement } from './database';
import { connectionMeaning } from './connectionErrors';
import { callMeaning } from './callErrors';
import { secretsOf } from './password';

/** What happened, without the driver's classes: everything the translation needs. */
export interface DriverFailure {
  /** `ORA-01017`, `NJS-503`, `ECONNREFUSED`, ... every code that stands anywhere in the error. */
  readonly codes: readonly string[];
  readonly text: string;
}

const LOST = new Set([
  'NJS-500',
  'NJS-501',
  'NJS-521',
  'ECONNRESET',
  'EPIPE',
  'ORA-03113',
  'ORA-03114',
  'ORA-03135',
  'ORA-12537',
  'ORA-12547',
  'ORA-12570',
]);
// Deadlock, object lock while compiling, rolling upgrade: the statement was rolled back and may be repeated (facts/ords.md 5).
const PASSING = new Set(['ORA-00060', 'ORA-04020', 'ORA-20011']);
/** The listener or the instance lets nobody in at the moment; node-oracledb says NJS-518 for ORA-12514. */
const STARTING = new Set([
  'NJS-518',
  'ORA-12514',
  'ORA-12516',
  'ORA-12518',
  'ORA-12519',
  'ORA-12520',
  'ORA-12526',
  'ORA-12527',
  'ORA-12528',
  'ORA-00018',
  'ORA-00020',
  'ORA-01033',
  'ORA-01034',
  'ORA-01089',
]);

const FROM_DATABASE = /^(ORA|PLS|NJS)-\d|^E(CONN|NOTFOUND|HOST|NET|AI_|PIPE|TIMEDOUT)/;

/** Reads the codes out of whatever was thrown. The help line that the driver adds is left out. */
export function driverFailure(error: unknown): DriverFailure {
  const texts: string[] = [];
  const codes = new Set<string>();
  let current: unknown = error;
  while (current instanceof Error) {
    const text = current.message.replace(/\n?Help: https?:\S+| ?\(CONNECTION_ID=[^)]*\)/g, '').trim();
    if (text && !texts.some((seen) => seen.includes(text))) texts.push(text);
    const code = (current as { code?: unknown }).code;
    if (typeof code === 'string') codes.add(code);
    for (const found of current.message.matchAll(/\b(?:ORA|PLS|NJS)-\d{3,5}\b|\bE[A-Z_]{4,}\b/g))
      codes.add(found[0]);
    const nested = (current as { errors?: unknown }).errors;
    current = current.cause ?? (Array.isArray(nested) ? (nested as unknown[])[0] : undefined);
  }
  return { codes: [...codes], text: texts.join(' / ') || String(error) };
}

/** The connection broke: whether the call was carried out is not known. */
export function isLost(failure: DriverFailure): boolean {
  return failure.codes.some((code) => LOST.has(code));
}

/** The call was rolled back, or never begun, for a reason that passes. */
export function isPassing(failure: DriverFailure): boolean {
  return failure.codes.some((code) => PASSING.has(code) || STARTING.has(code));
}

/** Nobody gets in at the moment: a restart, or no room. */
export function isStarting(failure: DriverFailure): boolean {
  return failure.codes.some((code) => STARTING.has(code));
}

/**
 * The error that a user sees: what was being done, what Oracle said, and the next step. Bind values never are part
 * of it, and neither is the password. `missing` is the right that the call lacked, where that was found out.
 */
export function translate(
  error: unknown,
  connection: Connection,
  statement?: Statement,
  missing?: Meaning,
): unknown {
  if (error instanceof OrdsError) return error;
  const failure = driverFailure(error);
  // A fault of this library's own code must not look like one of the database.
  if (!failure.codes.some((code) => FROM_DATABASE.test(code))) return error;
  const meaning =
    (statement && ownMeaning(failure, statement)) ??
    missing ??
    connectionMeaning(failure, connection) ??
    callMeaning(failure, connection, statement);
  const secrets = [...secretsOf(connection), ...secretBinds(statement)];
  const said = withoutSecrets(firstLines(failure.text), secrets);
  const doing = statement ? `cannot ${statement.purpose}: ` : '';
  return new OrdsError(
    `${doing}${meaning.summary} (${said})`,
    { code: meaning.code, remedy: meaning.remedy, ...(meaning.field ? { field: meaning.field } : {}) },
    { cause: error },
  );
}

/** What the call itself says that the failure means. */
export function ownMeaning(failure: DriverFailure, statement: Statement): Meaning | undefined {
  for (const [number, meaning] of Object.entries(statement.meanings ?? {})) {
    if (failure.codes.includes(`ORA-${number.padStart(5, '0')}`)) return meaning;
  }
  return undefined;
}

// A stack of ORA-06512 lines says where in ORDS's own code it happened, which helps nobody here.
function firstLines(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() && !/^ORA-06512/.test(line));
  return lines.slice(0, 3).join(' ');
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.split(secret).join('***'), text);
}

function secretBinds(statement: Statement | undefined): string[] {
  const values = statement?.secretBinds?.map((name) => statement.binds[name]) ?? [];
  return values.filter((value): value is string => typeof value === 'string' && value !== '');
}
