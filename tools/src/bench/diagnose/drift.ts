import oracledb, { type Connection } from 'oracledb';
import type { ControlClient } from 'ords-sandbox';

import type { DiagnoseParts, Login } from './library';
import { seedSchemas } from './manySchemas';

/** The texts that the collection runs, the argument list apart, which it looks up once per process. */
const TEXTS = ['catalogue_any', 'profiles_any', 'legacy_clients_any', 'legacy_packages_any'];
const TEXTS_WITHOUT_SCHEMAS = ['version', 'security_admin_grants'];
const PREFETCH = 50_000;
const ROUNDS = 7;

export interface DriftFigures {
  /** Round trips of one reading of all schemas, logging on apart. */
  readonly roundTrips: number;
  /** The same for a tenth of the schemas; equal, when the number does not depend on how much there is. */
  readonly roundTripsOfFew: number;
  /** Time of the reading through the time of the same queries by the bare driver; medians of several. */
  readonly ratio: number;
  /** Milliseconds of the reading. */
  readonly milliseconds: number;
  readonly rows: number;
}

/**
 * Seeds a running sandbox with 100 schemas of 10 privileges and measures the database side of `pulumi-ords drift`, read by one
 * administrator. The bare driver runs the same queries with the same prefetch over one open connection.
 */
export async function measureDrift(options: {
  readonly parts: DiagnoseParts;
  readonly control: ControlClient;
  readonly administrator: Login;
  readonly schemas?: number;
  readonly privileges?: number;
}): Promise<DriftFigures> {
  const { parts, control, administrator, schemas = 100, privileges = 10 } = options;
  const session = await oracledb.getConnection(administrator);
  try {
    const names = await seedSchemas(session, schemas, privileges);
    const question = { schemas: names, aliases: names.map((name) => name.toLowerCase()) };
    const few = { schemas: names.slice(0, Math.ceil(schemas / 10)), aliases: [] };
    const collect = (asked: typeof question) => parts.collectOrds(parts.openDatabase, administrator, asked);

    // The first one logs on and looks up the argument list.
    const facts = await collect(question);
    const found = names.reduce((sum, name) => sum + (facts.schemas[name]?.privileges.length ?? 0), 0);
    if (found !== schemas * privileges) throw new Error(`drift bench: ${found} privileges were read`);
    const roundTrips = await tripsOf(control, () => collect(question));
    const roundTripsOfFew = await tripsOf(control, () => collect(few));

    const bare: number[] = [];
    const library: number[] = [];
    let rows = 0;
    // Alternating, so that a machine that slows down in between slows both.
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await timed(async () => (rows = await fetchBare(session, parts, question))));
      library.push(await timed(() => collect(question)));
    }
    const milliseconds = median(library);
    return { roundTrips, roundTripsOfFew, ratio: milliseconds / median(bare), milliseconds, rows };
  } finally {
    await session.close();
    await parts.closeDatabases();
  }
}

async function fetchBare(
  session: Connection,
  { prepare, nameLists }: DiagnoseParts,
  question: { readonly schemas: readonly string[]; readonly aliases: readonly string[] },
): Promise<number> {
  const run = async (name: string, binds: Readonly<Record<string, string>>): Promise<number> => {
    const { text } = prepare({ text: `diagnose/${name}`, binds, purpose: 'bench' });
    const result = await session.execute(
      text,
      { ...binds },
      {
        outFormat: oracledb.OUT_FORMAT_OBJECT,
        prefetchRows: PREFETCH,
        fetchArraySize: PREFETCH,
      },
    );
    return result.rows?.length ?? 0;
  };
  let rows = 0;
  for (const lists of nameLists(question)) for (const name of TEXTS) rows += await run(name, lists);
  for (const name of TEXTS_WITHOUT_SCHEMAS) rows += await run(name, {});
  return rows;
}

async function tripsOf(control: ControlClient, action: () => Promise<unknown>): Promise<number> {
  const calls = async (): Promise<number> =>
    (await control.call<{ calls: number }>('database/statistics')).calls;
  const before = await calls();
  await action();
  return (await calls()) - before;
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await action();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
