import { parseArgs } from 'node:util';
import type { ProviderKind } from '../support/identityProviders/identityProvider';
import { PROVIDERS } from '../support/prepare';
import { KillBench } from './bench';
import { describe, scheduleOf } from './schedule';

const USAGE =
  'npm run test:kills -- [--schedules 200] [--from 0] [--seed 1] [--parallel 1] [--only NUMBER] [--provider auth0|oci-iam|entra]';

/** Runs schedules, one line each; ends with status 1 when one of them went wrong. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      schedules: { type: 'string', default: '200' },
      // A run that was interrupted goes on here.
      from: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      parallel: { type: 'string', default: '1' },
      only: { type: 'string' },
      provider: { type: 'string', default: 'auth0' },
    },
  });
  const { provider } = values;
  if (!isProvider(provider))
    throw new Error(
      `--provider ${provider} is none of ${Object.keys(PROVIDERS).join(', ')}. Usage: ${USAGE}`,
    );
  const seed = whole('seed', values.seed);
  const numbers =
    values.only === undefined
      ? Array.from({ length: whole('schedules', values.schedules) }, (_, index) => index).slice(
          whole('from', values.from),
        )
      : [whole('only', values.only)];
  const lanes = Math.max(1, whole('parallel', values.parallel));
  const results = await Promise.all(
    // A lane takes whole lives of a stack, so that a schedule finds what the one before left.
    Array.from({ length: lanes }, (_, lane) =>
      runLane(
        provider,
        seed,
        numbers.filter((index) => Math.floor(index / 3) % lanes === lane),
      ),
    ),
  );
  const failed = results.flatMap((result) => result.failed);
  const killed = results.reduce((sum, result) => sum + result.killed, 0);
  print(`${numbers.length} schedules, ${killed} with a kill, ${failed.length} failed`);
  for (const index of failed)
    print(`again: npm run test:kills -- --provider ${provider} --seed ${seed} --only ${index}`);
  return failed.length > 0 ? 1 : 0;
}

async function runLane(
  provider: ProviderKind,
  seed: number,
  numbers: readonly number[],
): Promise<{ failed: number[]; killed: number }> {
  const failed: number[] = [];
  let killed = 0;
  let bench: KillBench | undefined;
  process.once('SIGINT', () => void bench?.close().finally(() => process.exit(130)));
  try {
    for (const index of numbers) {
      const schedule = scheduleOf(seed, index);
      const began = performance.now();
      let failures: readonly string[];
      let came = false;
      try {
        bench ??= await KillBench.open(provider);
        ({ killed: came, failures } = await bench.run(schedule));
      } catch (error) {
        failures = [error instanceof Error ? error.message : String(error)];
      }
      if (came) killed += 1;
      const verdict = failures.length > 0 ? 'FAILED' : came ? 'ok' : 'ok, the moment never came';
      print(`${describe(schedule)}: ${verdict} (${Math.round((performance.now() - began) / 1000)} s)`);
      for (const failure of failures) print(`    ${failure}`);
      if (failures.length === 0) continue;
      failed.push(index);
      await bench?.close();
      bench = undefined;
    }
  } finally {
    await bench?.close();
  }
  return { failed, killed };
}

function isProvider(name: string): name is ProviderKind {
  return Object.hasOwn(PROVIDERS, name);
}

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} ${text} is no whole number. Usage: ${USAGE}`);
  return Number(text);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
