import type { Connection } from '../database/database';
import { dictionaryName } from '../database/connection';
import type { Mode } from '../database/rights/grants';
import { abilities, ROLE_MODE, type Ability } from '../diagnose/database/abilities';
import type { DatabaseFacts } from '../diagnose/database/facts';
import type { Finding } from '../diagnose/finding';
import { adminPublic } from '../diagnose/rules/environment';
import { exitCode, type ExitCode } from './exitCode';

/** What the connection is for. */
export interface Purpose {
  /** As the dictionary writes them; empty: the user's own. */
  readonly schemas: readonly string[];
  /** A profile with a role claim is wanted. */
  readonly roleClaim: boolean;
}

/** What `doctor --database` found out about one connection. */
export interface Examination {
  readonly at: Date;
  readonly connectString: string;
  readonly facts: DatabaseFacts;
  readonly schemas: readonly string[];
  /** The modes that the schemas need. */
  readonly wanted: readonly Mode[];
  readonly abilities: Readonly<Record<Mode, readonly Ability[]>>;
  readonly warnings: readonly Finding[];
  /** Warnings do not count: everything works. */
  readonly exitCode: ExitCode;
}

export function judgeDatabase(
  facts: DatabaseFacts,
  { connectString }: Connection,
  purpose: Purpose,
  at: Date,
): Examination {
  const schemas = purpose.schemas.length > 0 ? purpose.schemas.map(dictionaryName) : [facts.user];
  const wanted = [
    ...new Set(schemas.map((schema): Mode => (schema === facts.user ? 'own-schema' : 'administrator'))),
  ];
  const all = {
    'own-schema': abilities('own-schema', facts),
    administrator: abilities('administrator', facts),
  };
  const unable = wanted.some((mode) =>
    all[mode].some(({ name, state }) => state === 'no' && (name !== ROLE_MODE || purpose.roleClaim)),
  );
  return {
    at,
    connectString,
    facts,
    schemas,
    wanted,
    abilities: all,
    warnings: facts.securityAdminIsPublic ? [adminPublic(facts.version, {})] : [],
    exitCode: exitCode({ unknown: false, drift: unable }),
  };
}
