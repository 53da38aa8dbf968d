import { grantFor, grants, type Mode } from '../../database/rights/grants';
import { CALLS, ROLE_CLAIM, type Call } from './calls';
import type { DatabaseFacts, ProcedureFacts } from './facts';
import { objectState, unmet, type Need } from './needs';

/** Whether the library can do one thing with this connection. */
export interface Ability {
  /** Class of a resource; `drift`, `export`; `drift: version` for a part that is left out of an answer. */
  readonly name: string;
  readonly state: 'yes' | 'no' | 'left out';
  /** Why not, or how. */
  readonly detail?: string;
  readonly remedy?: string;
}

/** Name of the ability to authorise by roles. */
export const ROLE_MODE = 'JwtProfile with roleClaimName';

/** What the library can do in a mode. Pure. */
export function abilities(mode: Mode, facts: DatabaseFacts): Ability[] {
  if (facts.status?.toUpperCase() === 'INSTALLING')
    return everything(mode, 'the installation of ORDS has not come to its end');
  const lacking = unmet(mode, facts.held);
  const names = partNames(mode);
  return [
    ...names.whole.flatMap((name): Ability[] => {
      const cause = lacking.find(({ without }) => without.includes(name));
      const ability = cause ? refused(name, cause, mode, facts) : withCalls(name, mode, facts);
      return name === 'JwtProfile' ? [ability, roleMode(ability, mode, facts)] : [ability];
    }),
    ...names.parts.flatMap((name): Ability[] => {
      const cause = lacking.find(({ leftOut }) => leftOut.includes(name));
      return cause ? [{ ...refused(name, cause, mode, facts), state: 'left out' }] : [];
    }),
  ];
}

function partNames(mode: Mode): { whole: string[]; parts: string[] } {
  const rights = grants().filter((grant) => grant.mode === mode);
  return {
    whole: [...new Set(rights.flatMap(({ without }) => without))],
    parts: [...new Set(rights.flatMap(({ leftOut }) => leftOut))],
  };
}

function everything(mode: Mode, detail: string): Ability[] {
  const remedy = 'wait for it, or repair it: select status from ords_metadata.ords_version';
  return partNames(mode).whole.map((name) => ({ name, state: 'no', detail, remedy }));
}

function refused(name: string, { object, grant }: Need, mode: Mode, { held, user }: DatabaseFacts): Ability {
  if (objectState(object, held) === 'hidden') {
    return {
      name,
      state: 'no',
      detail: `${user} may not use ${object}`,
      remedy: `as an administrator: ${grantFor(grant, user)}`,
    };
  }
  const views = mode === 'administrator' && object.includes('.DBA_ORDS_');
  return {
    name,
    state: 'no',
    detail: views ? 'this release of ORDS has no views DBA_ORDS_*' : `there is no ${object}`,
    remedy: views
      ? 'connect as each schema itself, or use ORDS 24.4 or newer'
      : 'install or upgrade ORDS in this database, or correct the connect string',
  };
}

function withCalls(name: string, mode: Mode, facts: DatabaseFacts): Ability {
  const used = new Set<string>();
  for (const call of CALLS[name] ?? []) {
    const candidates = packagesOf(call, mode);
    const found = candidates
      .map((candidate) => procedure(facts, candidate, call.procedure))
      .find((one) => one !== undefined);
    const missing = call.arguments.filter((argument) => found?.arguments.includes(argument) === false);
    if (found && missing.length === 0) {
      used.add(found.package);
      continue;
    }
    const what = found ? `${found.package}.${call.procedure} takes no ${missing.join(', ')}` : undefined;
    return {
      name,
      state: 'no',
      detail:
        what ??
        `no ${candidates.map((candidate) => `${candidate}.${call.procedure}`).join(' or ')} is visible`,
      remedy: mode === 'administrator' ? 'connect as each schema itself' : 'upgrade ORDS in this database',
    };
  }
  return { name, state: 'yes', ...(used.size > 0 && { detail: `through ${[...used].join(', ')}` }) };
}

function roleMode(profile: Ability, mode: Mode, facts: DatabaseFacts): Ability {
  if (profile.state !== 'yes') return { ...profile, name: ROLE_MODE };
  const name = mode === 'administrator' ? 'ORDS_SECURITY_ADMIN' : 'ORDS_SECURITY';
  const takesIt = procedure(facts, name, 'CREATE_JWT_PROFILE')?.arguments.includes(ROLE_CLAIM) === true;
  if (takesIt)
    return { name: ROLE_MODE, state: 'yes', detail: `${name}.CREATE_JWT_PROFILE takes ${ROLE_CLAIM}` };
  return {
    name: ROLE_MODE,
    state: 'no',
    detail: `no CREATE_JWT_PROFILE takes ${ROLE_CLAIM}`,
    remedy: 'use ORDS 25.1 or newer, or authorise by scopes: leave roleClaimName out',
  };
}

function packagesOf(call: Call, mode: Mode): string[] {
  const names = call.package === 'ORDS_SECURITY' ? ['ORDS_SECURITY', 'OAUTH'] : [call.package];
  return mode === 'administrator' ? names.map((name) => `${name}_ADMIN`) : names;
}

function procedure({ procedures }: DatabaseFacts, name: string, called: string): ProcedureFacts | undefined {
  return procedures.find((one) => one.package === name && one.procedure === called);
}
