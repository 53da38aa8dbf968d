import { openDatabase } from '../../../components/database/oracleDatabase';
import type { CollectOptions } from '../../../components/diagnose/collect/options';
import { collectRefusal } from '../../../components/diagnose/collect/refusal';
import { collectSides } from '../../../components/diagnose/collect/sides';
import { compare } from '../../../components/diagnose/compare';
import type { ApiSides, RefusalFacts } from '../../../components/diagnose/facts';
import type { Finding } from '../../../components/diagnose/finding';
import { diagnoseRefusal } from '../../../components/diagnose/refusal';
import type { Manifest } from '../../../components/manifest';
import type { TokenOf } from './configuration';
import type { Place } from './place';

export function collectOptions(place: Place): CollectOptions {
  const { bench, connection } = place;
  return {
    http: bench.http,
    openDatabase,
    connection: () => connection,
    management: bench.provider.credentials,
    timeoutSeconds: bench.patience,
  };
}

export async function sidesOf(
  place: Place,
  manifest: Manifest,
  ...others: readonly Manifest[]
): Promise<readonly [ApiSides, ...ApiSides[]]> {
  const [sides, ...beside] = await collectSides([manifest, ...others], collectOptions(place));
  if (!sides) throw new Error('nothing was collected');
  return [sides, ...beside];
}

/** What `drift` says. */
export function driftOf(apis: readonly ApiSides[]): Finding[] {
  return compare({ apis, now: Date.now() / 1000 });
}

/** What `doctor` says, with what it went by. */
export async function doctorOf(
  place: Place,
  sides: ApiSides,
  token: string,
  url: string,
): Promise<{ facts: RefusalFacts; findings: Finding[] }> {
  const facts = await collectRefusal(sides, token, url, collectOptions(place));
  return { facts, findings: diagnoseRefusal(facts) };
}

export async function tokenOf(
  place: Place,
  token: TokenOf,
  earlier: string | undefined,
): Promise<string | undefined> {
  if (token === 'earlier') return earlier;
  if (token === 'requested') return place.request();
  return typeof token === 'function' ? token(place) : place.mint(token);
}
