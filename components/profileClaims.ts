import * as pulumi from '@pulumi/pulumi';
import { OrdsError } from './errors';
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
