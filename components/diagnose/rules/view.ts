import { schemaOf } from '../schemaOf';
import type { Manifest } from '../../manifest';
import type { ApiSides, DiagnosisFacts, OrdsFacts, Reading, SchemaFacts } from '../facts';
import type { Subject } from '../finding';

/** One API as the rules look at it. */
export interface ApiView {
  readonly sides: ApiSides;
  readonly manifest: Manifest;
  /** Seconds since 1970. */
  readonly now: number;
  /** Undefined: not read. */
  readonly ords: OrdsFacts | undefined;
  /** The schema that the manifest names; undefined: not read, or unknown to ORDS. */
  readonly schema: SchemaFacts | undefined;
  /** Manifests of other APIs on the same schema of the same database. */
  readonly sameSchema: readonly Manifest[];
  /** Manifests of other APIs with the same audience in the same identity provider. */
  readonly sameAudience: readonly Manifest[];
  readonly subject: (kind: NonNullable<Subject['kind']>, name?: string) => Subject;
}

export function valueOf<T>(reading: Reading<T>): T | undefined {
  return reading.state === 'read' ? reading.value : undefined;
}

export function viewsOf(facts: DiagnosisFacts): ApiView[] {
  return facts.apis.map((sides) => {
    const { manifest } = sides;
    const others = facts.apis.filter((other) => other !== sides).map((other) => other.manifest);
    const ords = valueOf(sides.ords);
    return {
      sides,
      manifest,
      now: facts.now,
      ords,
      schema: schemaOf(sides),
      sameSchema: others.filter((other) => schemaKey(other) === schemaKey(manifest)),
      sameAudience: others.filter(
        ({ trust }) => trust.audience === manifest.trust.audience && trust.issuer === manifest.trust.issuer,
      ),
      subject: (kind, name) => ({
        api: manifest.api,
        schema: manifest.ords.schema,
        kind,
        ...(name !== undefined && { name }),
      }),
    };
  });
}

/** A database by the way to it: two connect strings may lead to one database, which nobody can see from here. */
export function databaseKey({ ords }: Manifest): string {
  return ords.connectString.trim().toLowerCase();
}

function schemaKey(manifest: Manifest): string {
  return JSON.stringify([databaseKey(manifest), manifest.ords.schema]);
}

/** Names come from outside: `constructor` is one like any other. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Modules that a manifest speaks of: created by its stack, or named by a scope. */
export function declaredModules({ ords, scopes }: Manifest): string[] {
  return [...new Set([...Object.keys(ords.modules), ...scopes.flatMap((scope) => scope.modules)])];
}

export function trimSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}
