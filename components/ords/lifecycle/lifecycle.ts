import { connectionKey } from '../../database/connection';
import type { OpenDatabase } from '../../database/database';
import { adoptionLine, compareForAdoption, objectName, type Adoption } from './adoption/adoption';
import { Announcer } from './adoption/announcer';
import { Checker, type CheckFailure } from './checker';
import { checkSchema } from './common';
import { checkConnection } from './connection';
import { difference, type Difference } from './difference';
import { existsError } from './existsError';
import type { Kind } from './kind';
import { TEXT_MAX } from './limits';
import { findAgain, isAnotherPlace } from './otherDatabase';
import { markText, type Owner } from './mark';
import {
  checkOwner,
  checkRoom,
  ownershipOfCreate,
  ownershipOfDelete,
  ownershipOfUpdate,
  unmarked,
} from './ownership';
import { compact, findUnknown, same, type Props } from './plain';
import { idOf, refreshed, split, stateOf, type Common, type Split, type StateOfAll } from './resourceState';
import { Target } from './target';

/**
 * The life of one kind of resource on plain JSON: no Pulumi, no driver. Everything that is the same for all kinds is
 * here once: which values are common, when an object is taken over, what counts as a change, what stays on destroy.
 */
export class Lifecycle<Inputs extends object, Extra extends object = object> {
  constructor(
    readonly kind: Kind<Inputs, Extra>,
    private readonly open: OpenDatabase,
    private readonly announcer: Announcer = new Announcer(),
  ) {}

  check(news: Props): { inputs: Props; failures: CheckFailure[] } {
    const checker = new Checker(news);
    const connection = checkConnection(checker);
    const schema = checkSchema(checker, connection);
    const adopt = checker.flag('adopt') ?? false;
    const owner = checkOwner(checker);
    const own = this.kind.check(checker, schema);
    checkRoom(checker, this.kind.markedIn, own as Props, owner, TEXT_MAX);
    checker.done(this.kind.className);
    return {
      inputs: compact({ ...own, connection, schema, adopt, owner }) as Props,
      failures: checker.failures,
    };
  }

  /** For a preview, which never calls create: says what create is going to take over. Never fails. */
  async foresee(props: Props): Promise<void> {
    const { common, inputs } = split(this.kind, props);
    if (!common.adopt) return;
    const { connection, schema } = common;
    const object = objectName(this.kind, schema, inputs);
    const identity = Object.fromEntries(this.kind.identity.map((property) => [property, inputs[property]]));
    const unknown = findUnknown({ connection, schema, ...identity });
    if (unknown === undefined)
      await this.announcer.foresee(connectionKey(connection), object, async () => {
        const found = await this.adoption(this.target(common), inputs);
        return found && adoptionLine(this.kind, schema, inputs, found);
      });
    else this.announcer.blind(object, `${unknown} is not known yet`);
  }

  diff(olds: Props, news: Props): Difference {
    return difference(this.kind, olds, this.declared(olds, news));
  }

  async create(props: Props): Promise<{ id: string; outs: Props }> {
    const { common, inputs: wanted } = split(this.kind, props);
    const target = this.target(common);
    const ownership = ownershipOfCreate(common.owner);
    const found = common.adopt ? await this.adoption(target, wanted) : undefined;
    const inputs = found ? this.ofAdopted(wanted) : wanted;
    // A block that cannot see for itself that nothing differs is not run at all; the others write nothing then.
    if (found?.differences.length === 0 && this.kind.unchanged) {
      this.announcer.say(adoptionLine(this.kind, common.schema, inputs, found));
      return this.made({ common, inputs, adopted: true }, this.kind.unchanged(inputs));
    }
    const created = await this.kind.create(target, inputs, common.adopt, ownership);
    const inTheWay = created.outcome === 'exists' || created.outcome === 'held';
    if (inTheWay && !(created.repeated && (await this.isOurs(target, inputs, common.owner)))) {
      throw existsError(this.kind, inputs, created, common);
    }
    if (created.outcome === 'resumed') {
      console.info(
        `ords: ${this.kind.label(inputs)} of schema ${common.schema} is this stack's own work of an interrupted run; it is now as declared`,
      );
    } else if (found) this.announcer.say(adoptionLine(this.kind, common.schema, inputs, found));
    // What was not there before a lost attempt is that attempt's own work.
    const own = found === undefined ? created.repeated : found.becomesOwn;
    const adopted = created.outcome === 'adopted' && !own;
    return this.made({ common, inputs, adopted }, created.extra);
  }

  async read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props } | undefined> {
    const { common, inputs, adopted } = split(this.kind, props);
    const found = await this.kind.read(this.target(common, true), { ...inputs, ...props } as Inputs & Extra);
    if (!found) return undefined;
    const { live, owner: marked } = unmarked(this.kind.markedIn, found);
    const passive = this.kind.markedIn === undefined || adopted;
    // Another stack has made it its own: for this one it is gone, and a create will say who holds it.
    if (!passive && marked && common.owner && marked.stack !== common.owner.stack) return undefined;
    const owner = passive ? common.owner : marked;
    return { id, ...refreshed(this.kind, props, live, owner) };
  }

  async update(olds: Props, news: Props): Promise<Props> {
    const { common, inputs } = split(this.kind, this.declared(olds, news));
    const before = olds as unknown as StateOfAll;
    if (isAnotherPlace(before.connection, common.connection))
      await findAgain(this.kind, this.target(common), olds);
    const own = new Set<string>(this.kind.properties);
    const becomesOwn = this.kind.becomesOwn?.(olds as Partial<Inputs>, inputs) === true;
    // Setting adopt back to false makes an adopted object the stack's own, where that is no matter of other people's data.
    const adopted = before.adopted && (common.adopt || this.kind.ofAdopted !== undefined) && !becomesOwn;
    const marks =
      this.kind.markedIn !== undefined &&
      !adopted &&
      (before.adopted || !same(before.owner, common.owner)) &&
      common.owner !== undefined;
    const touched = marks || this.diff(olds, news).changed.some((property) => own.has(property));
    const extra = touched
      ? await this.kind.update(
          this.target(common),
          olds as Inputs & Extra,
          inputs,
          ownershipOfUpdate(before.owner, common.owner, adopted),
        )
      : ({} as Partial<Extra>);
    const kept = Object.fromEntries(
      Object.entries(olds).filter(([property]) => !own.has(property) || before.unmanaged?.includes(property)),
    );
    return compact({ ...kept, ...stateOf(this.kind, { common, inputs, adopted }, extra) }) as Props;
  }

  async delete(props: Props): Promise<void> {
    const { common, adopted } = split(this.kind, props);
    if (adopted) return;
    await this.kind.remove(this.target(common), props as Inputs & Extra, ownershipOfDelete(common.owner));
  }

  private async adoption(target: Target, inputs: Inputs): Promise<Adoption | undefined> {
    const found = await (this.kind.observe ?? this.kind.read)(target, inputs as Inputs & Extra);
    if (!found) return undefined;
    const { live, owner } = unmarked(this.kind.markedIn, found);
    // With a mark it is this stack's own interrupted work or another stack's: create tells which, and takes neither over.
    return owner === undefined ? compareForAdoption(this.kind, live, this.ofAdopted(inputs)) : undefined;
  }

  private ofAdopted(inputs: Inputs): Inputs {
    return this.kind.ofAdopted?.(inputs) ?? inputs;
  }

  /** Inputs as they count for the object in this state. */
  private declared(olds: Props, news: Props): Props {
    if ((olds as unknown as StateOfAll).adopted !== true || !this.kind.ofAdopted) return news;
    const own = new Set<string>(this.kind.properties);
    const common = Object.entries(news).filter(([property]) => !own.has(property));
    return { ...Object.fromEntries(common), ...this.ofAdopted(split(this.kind, news).inputs) };
  }

  private async isOurs(target: Target, inputs: Inputs, wanted: Owner | undefined): Promise<boolean> {
    const found = await this.kind.read(target, inputs as Inputs & Extra);
    if (!found) return false;
    const { live, owner } = unmarked(this.kind.markedIn, found);
    if (owner && wanted && markText(owner) !== markText(wanted)) return false;
    return this.kind.properties.every(
      (property) => inputs[property] === undefined || same((live as Props)[property], inputs[property]),
    );
  }

  private made(made: Split<Inputs>, extra: object | undefined): { id: string; outs: Props } {
    const { common, inputs } = made;
    return { id: idOf(this.kind, common.schema, inputs), outs: stateOf(this.kind, made, extra) };
  }

  private target(common: Common, shared = false): Target {
    return new Target(this.open, common.connection, common.schema, { shared });
  }
}
