import type { Manifest } from '../../manifest';
import type { PlannedCheck } from './check';
import {
  everybodyHolds,
  needsPerson,
  noHolder,
  noOtherAudience,
  noSecret,
  nothingToAlter,
  signsIn,
  withVariables,
} from './obstacles';
import { CheckWriter, checkId, NONE } from './planCheck';
import { PlannedClients } from './planClients';
import { findTargets, type Target, type TargetOptions } from './targets';
import { foreignTokens, needOf, type ForeignToken } from './tokenNeeds';

export interface PlanOptions extends TargetOptions {
  /** Whether the secret of a client is at hand, by its key and the manifest of its API. */
  readonly hasSecret: (client: string, manifest: Manifest) => boolean;
  /**
   * Of a good token without the scope; absent: 401 and 403 both count, since the sources disagree (facts/ords.md 10).
   */
  readonly expectedScopeStatus?: 401 | 403;
  /** Other APIs: a token of theirs must not be taken here. Those of another issuer or another ORDS are left out. */
  readonly others?: readonly Manifest[];
}

const UNAUTHORIZED = 401;
const FORBIDDEN = 403;

/** Every check of one API, target by target; the granted calls of a target come first. Pure. */
export function planChecks(manifest: Manifest, options: PlanOptions): PlannedCheck[] {
  return new Planner(manifest, options).checks();
}

class Planner {
  private readonly clients: PlannedClients;
  private readonly targets: readonly Target[];
  private readonly foreign: readonly ForeignToken[];
  /** Ids of the granted calls of a client. */
  private readonly grantedOf = new Map<string, string[]>();
  private readonly write: CheckWriter;

  constructor(
    private readonly manifest: Manifest,
    private readonly options: PlanOptions,
  ) {
    this.clients = new PlannedClients(manifest, options.hasSecret);
    this.targets = findTargets(manifest, options);
    this.foreign = foreignTokens(manifest, options.others ?? [], options.hasSecret);
    this.write = new CheckWriter(manifest, this.clients);
    for (const target of this.targets)
      for (const { key } of this.clients.holders(target.scopes))
        this.grantedOf.set(key, [...(this.grantedOf.get(key) ?? []), checkId(target, 'granted', key)]);
  }

  checks(): PlannedCheck[] {
    return this.targets.flatMap((target) => {
      if (target.public && target.scopes.length === 0) return [this.write.check(target, 'public', NONE)];
      const granted = this.granted(target);
      const controls = [granted.map(({ id }) => id)];
      const refusals = [UNAUTHORIZED];
      return [
        ...granted,
        this.write.check(target, 'no_token', NONE, { controls, refusals }),
        ...this.elsewhere(target, controls),
        this.write.check(target, 'garbage_token', { kind: 'garbage' }, { controls, refusals }),
        this.altered(target),
        this.otherAudience(target, controls),
        ...(this.clients.machinesAreLetIn
          ? this.missingScope(target, controls)
          : this.missingRole(target, controls)),
      ];
    });
  }

  /** One for each client that holds every scope of the URL. */
  private granted(target: Target): PlannedCheck[] {
    const holders = this.clients.holders(target.scopes);
    if (holders.length === 0) {
      const obstacle = this.clients.areOnlyPeople(target.scopes) ? needsPerson() : noHolder(target.scopes);
      return [this.write.check(target, 'granted', NONE, { obstacle })];
    }
    const anyUsable = holders.some(({ usable }) => usable);
    return holders.map(({ key, usable, people }) =>
      this.write.check(target, 'granted', people ? NONE : this.write.token(key), {
        client: key,
        obstacle: people ? signsIn(key) : usable ? undefined : noSecret(key, anyUsable),
      }),
    );
  }

  /** What protects one template of a module need not protect the next: each is called without a token. */
  private elsewhere(target: Target, controls: PlannedCheck['controls']): PlannedCheck[] {
    const refusals = [UNAUTHORIZED];
    const checks = target.further.map((url): PlannedCheck => {
      const check = this.write.check({ ...target, url }, 'no_token', NONE, { controls, refusals });
      return { ...check, id: JSON.stringify([check.id, url]), further: true };
    });
    if (target.variable.length === 0) return checks;
    const obstacle = withVariables(target.name, target.variable);
    const { url: _called, ...check } = this.write.check(target, 'no_token', NONE, {
      controls,
      refusals,
      obstacle,
    });
    return [...checks, { ...check, id: JSON.stringify([check.id]) }];
  }

  private altered(target: Target): PlannedCheck {
    const holder = this.clients.holders(target.scopes).find(({ usable }) => usable);
    const refusals = [UNAUTHORIZED];
    if (holder === undefined)
      return this.write.check(target, 'altered_signature', NONE, {
        refusals,
        obstacle: this.clients.areOnlyPeople(target.scopes) ? needsPerson() : nothingToAlter(),
      });
    return this.write.check(
      target,
      'altered_signature',
      { kind: 'altered', need: needOf(this.manifest, holder.key) },
      // Counts against the very token that was answered unaltered.
      { client: holder.key, refusals, controls: [[checkId(target, 'granted', holder.key)]] },
    );
  }

  private otherAudience(target: Target, controls: PlannedCheck['controls']): PlannedCheck {
    // One that carries the scope is refused for its audience alone.
    const best =
      this.foreign.find(({ scopes }) => target.scopes.every((scope) => scopes.includes(scope))) ??
      this.foreign[0];
    const rest = { controls, refusals: [UNAUTHORIZED] };
    if (best === undefined)
      return this.write.check(target, 'other_audience', NONE, { ...rest, obstacle: noOtherAudience() });
    const { need } = best;
    const client = `${need.manifest.api}/${need.client}`;
    return this.write.check(target, 'other_audience', { kind: 'token', need }, { ...rest, client });
  }

  private missingScope(target: Target, controls: PlannedCheck['controls']): PlannedCheck[] {
    const { expectedScopeStatus } = this.options;
    const refusals = expectedScopeStatus === undefined ? [UNAUTHORIZED, FORBIDDEN] : [expectedScopeStatus];
    const lacking = this.clients.lacking(target.scopes);
    if (lacking.length > 0)
      return lacking.map(({ key }) => {
        const elsewhere = this.grantedOf.get(key);
        // Of a token that is good nowhere, a refusal here may have any cause.
        const proven = elsewhere === undefined ? controls : [...controls, elsewhere];
        return this.write.check(target, 'missing_scope', this.write.token(key), {
          client: key,
          refusals,
          controls: proven,
        });
      });
    const holder = this.clients.narrowable(target.scopes);
    if (holder === undefined)
      return [
        this.write.check(target, 'missing_scope', NONE, { controls, refusals, obstacle: everybodyHolds() }),
      ];
    const scopes = holder.scopes.filter((scope) => !target.scopes.includes(scope));
    return [
      this.write.check(target, 'missing_scope', this.write.token(holder.key, scopes), {
        client: holder.key,
        refusals,
        controls,
      }),
    ];
  }

  /** Role mode without roles for machines: each of them, whatever its scopes. */
  private missingRole(target: Target, controls: PlannedCheck['controls']): PlannedCheck[] {
    const refusals = [UNAUTHORIZED, FORBIDDEN];
    const machines = this.clients.usable();
    if (machines.length === 0)
      return [
        this.write.check(target, 'missing_role', NONE, { controls, refusals, obstacle: needsPerson() }),
      ];
    return machines.map(({ key }) =>
      this.write.check(target, 'missing_role', this.write.token(key), { client: key, controls, refusals }),
    );
  }
}
