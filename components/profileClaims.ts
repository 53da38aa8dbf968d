import * as pulumi from '@pulumi/pulumi';
import { dictionaryName, sessionUser } from './database/connection';
import { OrdsError } from './errors';
import type { ConnectionArgs } from './ords/connection';
import { forProgram } from './problem';

/**
 * One schema has one JWT profile. Two APIs of one program that both want it would take it from each other on every
 * `up`, so the second is refused, with both names. Claims live as long as one run of a program: programs of the
 * Automation API share a process, and each run has a monitor of its own.
 */
const claimsOfRun = new WeakMap<object, Map<string, string>>();
const outsideOfAnyRun = {};

/** Throws `ords.jwt_profile.two_apis`. */
export function claimProfile(api: string, schema: string, connectString: string): void {
  const run: object = (pulumi.runtime.getMonitor() as object | undefined) ?? outsideOfAnyRun;
  const claims = claimsOfRun.get(run) ?? new Map<string, string>();
  claimsOfRun.set(run, claims);
  const key = JSON.stringify([connectString.trim().toLowerCase(), schema.toUpperCase()]);
  const holder = claims.get(key);
  if (holder !== undefined && holder !== api)
    throw forProgram(
      new OrdsError(
        `schema ${schema} has one JWT profile, and both ProtectedApi "${holder}" and ProtectedApi "${api}" claim it`,
        {
          code: 'ords.jwt_profile.two_apis',
          field: 'ords.schema',
          found: `"${holder}" and "${api}"`,
          expected: 'one API for a schema',
          remedy: 'make them one ProtectedApi with more scopes, or give each a schema of its own',
        },
      ),
    );
  claims.set(key, api);
}

/**
 * The schema in effect as the dictionary writes it, claimed for the API: at once where its values are plain, so that a
 * clash is found before anything is registered.
 */
export function claimedSchema(
  api: string,
  schema: string | undefined,
  { user, connectString }: Pick<ConnectionArgs, 'user' | 'connectString'>,
): pulumi.Output<string> {
  const claim = (knownUser: string, database: string): string => {
    const name = schema === undefined ? sessionUser(knownUser) : dictionaryName(schema);
    claimProfile(api, name, database);
    return name;
  };
  if (typeof user === 'string' && typeof connectString === 'string')
    return pulumi.output(claim(user, connectString));
  return pulumi.all([user, connectString]).apply(([knownUser, database]) => claim(knownUser, database));
}
