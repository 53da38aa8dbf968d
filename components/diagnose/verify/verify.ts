import { setTimeout as wait } from 'node:timers/promises';
import { bulkhead } from 'cockatiel';
import type { Manifest } from '../../manifest';
import type { CheckResult, Observation, Outcome, PlannedCheck } from './check';
import { judge } from './judge';
import { lateToken } from './lateToken';
import { observe, type Means } from './observe';
import { planChecks, type PlanOptions } from './plan';
import { TokenCache, type TokenSource } from './tokens';

export interface VerifyOptions extends TokenSource, Omit<PlanOptions, 'hasSecret'> {
  /** Calls at the same time; default 4. */
  readonly parallel?: number;
  /** Seconds for one request; default 10. */
  readonly timeoutSeconds?: number;
  /**
   * For how many seconds a call that should be answered is made again until it is; default 0: once. Right after a change ORDS may
   * go on with metadata of 5 seconds ago (facts/ords.md 11). A token that Entra refuses, or gives without the role, is asked for again as well.
   */
  readonly settleSeconds?: number;
  /** Shared by the APIs of a run, and read for the number of tokens used; default one of its own. */
  readonly tokens?: TokenCache;
}

const DEFAULT_PARALLEL = 4;
const DEFAULT_TIMEOUT = 10;
const SETTLE_STEPS = 10;
const LONGEST_STEP = 0.5;

/**
 * The token matrix of one API with real tokens and real calls: granted calls are answered; without a token, with garbage, with an
 * altered signature, with a token for another audience or without the scope they are refused.
 *
 * Every call is a GET. Results come in the order of the plan, as soon as they are known. Never throws for what the other side does.
 */
export async function* verifyApi(manifest: Manifest, options: VerifyOptions): AsyncGenerator<CheckResult> {
  const tokens = options.tokens ?? new TokenCache(options);
  const timeoutSeconds = options.timeoutSeconds ?? DEFAULT_TIMEOUT;
  const means = { http: options.http, tokens, timeoutSeconds };
  const plan = planChecks(manifest, {
    ...options,
    hasSecret: (client, other) => Boolean(options.clientSecret(client, other)),
  });
  const run = new Run(plan, manifest, means, options);
  try {
    yield* run.results();
  } finally {
    run.stop();
  }
}

class Run {
  readonly #observations = new Map<PlannedCheck, Promise<Observation>>();
  readonly #outcomes = new Map<string, Promise<Outcome>>();
  #stopped = false;

  constructor(
    private readonly plan: readonly PlannedCheck[],
    private readonly manifest: Manifest,
    private readonly means: Means,
    { parallel = DEFAULT_PARALLEL, settleSeconds = 0 }: VerifyOptions,
  ) {
    const limit = bulkhead(Math.max(1, Math.floor(parallel)), Infinity);
    const queue = (check: PlannedCheck, settle: number): Promise<Observation> =>
      limit.execute(() => this.observe(check, settle));
    const wantsAnswer = ({ check }: PlannedCheck): boolean => check === 'granted' || check === 'public';
    for (const check of plan.filter((one) => settleSeconds === 0 || wantsAnswer(one)))
      this.#observations.set(check, queue(check, wantsAnswer(check) ? settleSeconds : 0));
    const settled = Promise.all(this.#observations.values());
    for (const check of plan.filter((one) => !this.#observations.has(one)))
      this.#observations.set(
        check,
        settled.then(() => queue(check, 0)),
      );
    for (const check of plan.filter((one) => one.check === 'granted'))
      this.#outcomes.set(check.id, this.granted(check));
  }

  async *results(): AsyncGenerator<CheckResult> {
    for (const check of this.plan) {
      const statuses = check.check === 'other_audience' ? await this.missingScopeStatuses(check) : [];
      yield await this.result(check, statuses);
    }
  }

  /** What has not begun does not begin any more. */
  stop(): void {
    this.#stopped = true;
  }

  private async observe(check: PlannedCheck, settleSeconds: number): Promise<Observation> {
    const end = performance.now() + settleSeconds * 1_000;
    const step = Math.min(LONGEST_STEP, settleSeconds / SETTLE_STEPS) * 1_000;
    for (;;) {
      if (this.#stopped) return { kind: 'not_sent', summary: 'the run was stopped', remedy: 'run it again' };
      const observation = await observe(check, this.manifest, this.means);
      const observed = performance.now();
      const late = lateToken(check, observation);
      const final =
        judge(check, observation, NO_CONTEXT).outcome === 'passed' ||
        (observation.kind === 'not_sent' && late === undefined);
      if (final || observed + step >= end) return observation;
      await wait(step);
      if (late !== undefined) this.means.tokens.forget(late, observed);
    }
  }

  private observation(check: PlannedCheck): Promise<Observation> {
    const observation = this.#observations.get(check);
    if (observation === undefined) throw new TypeError(`${check.id} is not in the plan`);
    return observation;
  }

  /** As a control. An answer at a module that answers everybody says nothing about the token. */
  private async granted(check: PlannedCheck): Promise<Outcome> {
    const { outcome } = judge(check, await this.observation(check), NO_CONTEXT);
    const open = this.plan.find((one) => one.check === 'no_token' && one.module === check.module);
    if (outcome !== 'passed' || open === undefined) return outcome;
    const without = judge(open, await this.observation(open), NO_CONTEXT);
    return without.outcome === 'failed' ? 'inconclusive' : outcome;
  }

  private async outcomesOf({ controls }: PlannedCheck): Promise<Map<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    for (const id of controls.flat()) outcomes.set(id, (await this.#outcomes.get(id)) ?? 'inconclusive');
    return outcomes;
  }

  private async result(
    check: PlannedCheck,
    missingScopeStatuses: readonly number[] = [],
  ): Promise<CheckResult> {
    const observation = await this.observation(check);
    return judge(check, observation, { outcomes: await this.outcomesOf(check), missingScopeStatuses });
  }

  private async missingScopeStatuses({ module }: PlannedCheck): Promise<number[]> {
    const checks = this.plan.filter((one) => one.check === 'missing_scope' && one.module === module);
    const results = await Promise.all(checks.map((one) => this.result(one)));
    return results.flatMap(({ outcome, status }) =>
      outcome === 'passed' && status !== undefined ? [status] : [],
    );
  }
}

const NO_CONTEXT = { outcomes: new Map<string, Outcome>(), missingScopeStatuses: [] };
