import { grantFor, grants, MODES } from '../../database/rights/grants';
import { rightState } from '../../database/rights/heldRights';
import { CALLS } from '../../diagnose/database/calls';
import { needs, objectState } from '../../diagnose/database/needs';
import type { Examination } from '../examination';
import type { DatabaseDocument } from './documents';
import { findingPart } from './parts';

const LEGACY: ReadonlySet<string> = new Set(['OAUTH', 'OAUTH_ADMIN']);
const CALLED = new Set(Object.values(CALLS).flatMap((calls) => calls.map(({ procedure }) => procedure)));

export function databaseJson(examination: Examination): DatabaseDocument {
  const { at, connectString, facts, schemas, wanted, abilities, warnings, exitCode } = examination;
  return {
    version: 1,
    command: 'doctor --database',
    result: exitCode === 0 ? 'able' : 'unable',
    at: at.toISOString(),
    connection: { connectString, user: facts.user },
    database: facts.release ?? null,
    ords: { version: facts.version ?? null, status: facts.status ?? null },
    schemas: [...schemas],
    wanted: [...wanted],
    abilities: MODES.flatMap((mode) => abilities[mode].map((ability) => ({ mode, ...ability }))),
    rights: grants().map((grant) => ({
      mode: grant.mode,
      right: grant.right,
      state: rightState(grant, facts.held),
      statement: grantFor(grant, facts.user),
      reason: grant.reason,
      without: [...grant.without],
      leftOut: [...grant.leftOut],
    })),
    packages: objects(examination, true).map(({ name, state }) => ({
      name,
      state,
      authid: facts.authid[name] ?? null,
      legacy: LEGACY.has(name),
    })),
    procedures: facts.procedures
      .filter(({ procedure }) => CALLED.has(procedure))
      .map((one) => ({ ...one, arguments: [...one.arguments].sort() }))
      .sort((a, b) => compare(`${a.package}.${a.procedure}`, `${b.package}.${b.procedure}`)),
    views: objects(examination, false),
    warnings: warnings.map(findingPart),
  };
}

/** The packages or the views that the library uses, without the owner. */
export function objects(
  { facts: { held } }: Pick<Examination, 'facts'>,
  packages: boolean,
): { name: string; state: ReturnType<typeof objectState> }[] {
  const all = new Set(MODES.flatMap((mode) => needs(mode).map(({ object }) => object)));
  return [...all]
    .map((object) => ({ name: object.slice(object.indexOf('.') + 1), state: objectState(object, held) }))
    .filter(({ name }) => packages === !/^(USER|DBA)_/.test(name))
    .sort((a, b) => compare(a.name, b.name));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
