import * as pulumi from '@pulumi/pulumi';
import { dictionaryName, sessionUser } from './database/connection';
import { OrdsError } from './errors';
import type { ConnectionArgs } from './ords/connection';
import { forProgram } from './problem';
import { ofEachRun } from './runClaims';

/**
 * One schema has one JWT profile. Two APIs of one program that both want it would take it from each other on every
 * `up`, so the second is refused, with both names.
 */
const claimsOfRun = ofEachRun(() => new Map<string, string>());

/** Throws `ords.jwt_profile.two_apis`. */
export function claimProfile(api: string, schema: string, connectString: string): void {
  const claims = claimsOfRun();
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
    const name = schemaOf(schema, knownUser);
    claimProfile(api, name, database);
    return name;
  };
  if (typeof user === 'string' && typeof connectString === 'string')
    return pulumi.output(claim(user, connectString));
  return pulumi.all([user, connectString]).apply(([knownUser, database]) => claim(knownUser, database));
}

/** The same of an API whose pool holds the trust: it claims nothing. */
export function schemaInEffect(
  schema: string | undefined,
  { user }: Pick<ConnectionArgs, 'user'>,
): pulumi.Output<string> {
  return pulumi.output(user).apply((knownUser) => schemaOf(schema, knownUser));
}

function schemaOf(schema: string | undefined, user: string): string {
  return schema === undefined ? sessionUser(user) : dictionaryName(schema);
}
