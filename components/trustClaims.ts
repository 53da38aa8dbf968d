import { resolve } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { OrdsError } from './errors';
import { DEFAULT_CONFIG_DIRECTORY, DEFAULT_POOL } from './pool/options';
import { describeProblem, forProgram, type Problem } from './problem';
import { ofEachRun } from './runClaims';

/** A PoolTrust of the program. */
interface PoolClaim {
  readonly name: string;
  readonly configDirectory: string | undefined;
  readonly pool: string | undefined;
  readonly baseUrl: pulumi.Input<string> | undefined;
  readonly accept: readonly string[];
}

/** Something of the program that keeps its trust in the JWT profile of a schema. */
interface SchemaClaim {
  /** `ProtectedApi "orders"`. */
  readonly holder: string;
  /** A JwtProfile on its own knows no URL. */
  readonly baseUrl: pulumi.Input<string> | undefined;
}

const claimsOfRun = ofEachRun(() => ({
  pools: [] as PoolClaim[],
  schemas: [] as SchemaClaim[],
  claimants: new WeakSet<pulumi.Resource>(),
}));

/**
 * In pool mode ORDS ignores the profile of every schema (facts/ords.md 11), so a program that declares both is refused, with
 * both names; at once where the URLs are plain, so that it is found before anything is registered.
 *
 * Throws `pool.trust.two`, `pool.trust.schema_profile`.
 */
export function claimPool(claim: PoolClaim): void {
  const { pools, schemas } = claimsOfRun();
  const twin = pools.find((other) => fileOf(other) === fileOf(claim));
  if (twin) throw twoTrusts(twin, claim);
  pools.push(claim);
  for (const schema of schemas) refuseBoth(claim, schema);
}

/** The same from the other side. */
export function claimSchemaTrust(claim: SchemaClaim): void {
  const { pools, schemas } = claimsOfRun();
  schemas.push(claim);
  for (const pool of pools) refuseBoth(pool, claim);
}

/** From now on a profile below this resource is claimed for already. */
export function coverChildren(resource: pulumi.Resource): void {
  claimsOfRun().claimants.add(resource);
}

export function isCovered(parent: pulumi.Resource | undefined): boolean {
  return parent !== undefined && claimsOfRun().claimants.has(parent);
}

function fileOf({ configDirectory = DEFAULT_CONFIG_DIRECTORY, pool = DEFAULT_POOL }: PoolClaim): string {
  return resolve(configDirectory, 'databases', pool);
}

function refuseBoth(pool: PoolClaim, schema: SchemaClaim): void {
  const judge = (ofPool: string | undefined, ofSchema: string | undefined): void => {
    if (ofPool !== undefined && ofSchema !== undefined && root(ofPool) !== root(ofSchema)) return;
    const problem = bothLevels(pool, schema);
    if (!pool.accept.includes(problem.code)) throw forProgram(new OrdsError(problem.summary, problem));
    void pulumi.log.warn(describeProblem(problem));
  };
  const [left, right] = [pool.baseUrl, schema.baseUrl];
  if (isPlain(left) && isPlain(right)) judge(left, right);
  else pulumi.all([left, right]).apply(([ofPool, ofSchema]) => judge(ofPool, ofSchema));
}

function isPlain(value: pulumi.Input<string> | undefined): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

/** Scheme, host, context path and, where it is written, the pool. */
function root(baseUrl: string): string {
  return (URL.canParse(baseUrl) ? new URL(baseUrl).href : baseUrl).replace(/\/+$/, '');
}

function bothLevels(pool: PoolClaim, { holder, baseUrl }: SchemaClaim): Problem {
  return {
    code: 'pool.trust.schema_profile',
    severity: 'error',
    field: 'baseUrl',
    summary: `PoolTrust "${pool.name}" makes ORDS ignore the JWT profile of every schema of its pool, and ${holder} declares one`,
    found: `PoolTrust "${pool.name}" and ${holder}`,
    expected: 'the trust of an ORDS at one level',
    remedy:
      (baseUrl === undefined
        ? 'leave the JwtProfile out'
        : 'set ords.trust of the ProtectedApi to that PoolTrust') +
      '; if they are in two pools: ' +
      (baseUrl === undefined
        ? 'set accept: ["pool.trust.schema_profile"] of the PoolTrust'
        : 'set baseUrl of the PoolTrust to where its pool answers'),
  };
}

function twoTrusts(first: PoolClaim, second: PoolClaim): OrdsError {
  return forProgram(
    new OrdsError(
      `pool "${second.pool ?? DEFAULT_POOL}" has one trust, and both PoolTrust "${first.name}" and PoolTrust "${second.name}" declare it`,
      {
        code: 'pool.trust.two',
        field: 'pool',
        found: `"${first.name}" and "${second.name}"`,
        expected: 'one PoolTrust for a pool',
        remedy: 'keep one of them; several APIs of a pool share its issuer and audience',
      },
    ),
  );
}
