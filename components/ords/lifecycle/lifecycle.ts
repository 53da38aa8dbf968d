import { connectionKey } from '../../database/connection';
import type { Connection, OpenDatabase } from '../../database/database';
import { adoptionLine, compareForAdoption, objectName, type Adoption } from './adoption/adoption';
import { Announcer } from './adoption/announcer';
import { Checker, type CheckFailure } from './checker';
import { checkSchema } from './common';
import { checkConnection } from './connection';
import { existsError } from './existsError';
import type { Kind } from './kind';
import { TEXT_MAX } from './limits';
import { markText, type Owner } from './mark';
import {
  checkOwner,
  checkRoom,
  ownershipOfCreate,
  ownershipOfDelete,
  ownershipOfUpdate,
  unmarked,
} from './ownership';
import { compact, findUnknown, isUnknown, same, type Props } from './plain';
import { Target } from './target';

export interface Difference {
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

interface Common {
  readonly connection: Connection;
  readonly schema: string;
  readonly adopt: boolean;
  /** Whose mark the object carries; absent in state that an older release wrote. */
  readonly owner?: Owner;
}

/** What every resource's state holds besides its own properties. */
interface StateOfAll extends Common {
  /** True when the object was there before and was taken over: destroy leaves it. */
  readonly adopted: boolean;
  /** The properties that the program leaves to the database. */
  readonly unmanaged?: readonly string[];
}

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
    const { common, inputs } = this.split(props);
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
    const leaves = new Set<string>(this.kind.leaves);
    const unmanaged = new Set((olds as unknown as StateOfAll).unmanaged);
    const changed = [...this.kind.properties, 'schema', 'connection', 'adopt', 'owner'].filter((property) =>
      leaves.has(property) && news[property] === undefined
        ? !unmanaged.has(property)
        : !same(olds[property], news[property]),
    );
    const identity = new Set<string>([...this.kind.identity, 'schema']);
    // In a preview a name may be unknown; whether it changes will be seen when it is known.
    const replaces = changed.filter((property) => identity.has(property) && !isUnknown(news[property]));
    return { changed, replaces, deleteBeforeReplace: this.kind.deleteBeforeReplace === true };
  }

  async create(props: Props): Promise<{ id: string; outs: Props }> {
    const { common, inputs } = this.split(props);
    const target = this.target(common);
    const ownership = ownershipOfCreate(common.owner);
    const found = common.adopt ? await this.adoption(target, inputs) : undefined;
    // A block that cannot see for itself that nothing differs is not run at all; the others write nothing then.
    if (found?.differences.length === 0 && this.kind.unchanged) {
      this.announcer.say(adoptionLine(this.kind, common.schema, inputs, found));
      const extra = this.kind.unchanged(inputs);
      return { id: this.id(common.schema, inputs), outs: this.state(common, inputs, true, extra) };
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
    return { id: this.id(common.schema, inputs), outs: this.state(common, inputs, adopted, created.extra) };
  }

  async read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props } | undefined> {
    const { common, inputs, adopted } = this.split(props);
    const found = await this.kind.read(this.target(common, true), { ...inputs, ...props } as Inputs & Extra);
    if (!found) return undefined;
    const { live, owner: marked } = unmarked(this.kind.markedIn, found);
    const passive = this.kind.markedIn === undefined || adopted;
    // Another stack has made it its own: for this one it is gone, and a create will say who holds it.
    if (!passive && marked && common.owner && marked.stack !== common.owner.stack) return undefined;
    const owner = passive ? common.owner : marked;
    const unmanaged = (props as unknown as StateOfAll).unmanaged;
    const managed = Object.fromEntries(
      Object.entries(this.pick(live as Props)).filter(([property]) => !unmanaged?.includes(property)),
    );
    return {
      id,
      outs: compact({
        ...props,
        ...blank(this.kind.properties),
        ...live,
        ...common,
        owner,
        adopted,
        unmanaged,
      }) as Props,
      inputs: compact({ ...managed, ...common, owner }) as Props,
    };
  }

  async update(olds: Props, news: Props): Promise<Props> {
    const { common, inputs } = this.split(news);
    const before = olds as unknown as StateOfAll;
    const own = new Set<string>(this.kind.properties);
    // Setting adopt back to false makes an adopted object the stack's own.
    const becomesOwn = this.kind.becomesOwn?.(olds as Partial<Inputs>, inputs) === true;
    const adopted = before.adopted && common.adopt && !becomesOwn;
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
    return compact({ ...kept, ...this.state(common, inputs, adopted, extra) }) as Props;
  }

  async delete(props: Props): Promise<void> {
    const { common, adopted } = this.split(props);
    if (adopted) return;
    await this.kind.remove(this.target(common), props as Inputs & Extra, ownershipOfDelete(common.owner));
  }

  private async adoption(target: Target, inputs: Inputs): Promise<Adoption | undefined> {
    const found = await (this.kind.observe ?? this.kind.read)(target, inputs as Inputs & Extra);
    if (!found) return undefined;
    const { live, owner } = unmarked(this.kind.markedIn, found);
    // With a mark it is this stack's own interrupted work or another stack's: create tells which, and takes neither over.
    return owner === undefined ? compareForAdoption(this.kind, live, inputs) : undefined;
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

  private id(schema: string, inputs: Inputs): string {
    const name = this.kind.objectName(inputs);
    return ['ords', schema, this.kind.kind.replace(/_/g, '-'), ...(name === undefined ? [] : [name])].join(
      ':',
    );
  }

  private state(common: Common, inputs: Inputs, adopted: boolean, extra: object = {}): Props {
    const unmanaged = this.kind.leaves?.filter((property) => inputs[property] === undefined);
    return compact({ ...inputs, ...extra, ...common, adopted, unmanaged }) as Props;
  }

  private split(props: Props): { common: Common; inputs: Inputs; adopted: boolean } {
    const { connection, schema, adopt, adopted, owner } = props as unknown as StateOfAll;
    return {
      common: { connection, schema, adopt: adopt ?? false, ...(owner !== undefined && { owner }) },
      inputs: this.pick(props) as Inputs,
      adopted: adopted ?? false,
    };
  }

  private pick(props: Props): Props {
    return compact(
      Object.fromEntries(this.kind.properties.map((property) => [property, props[property]])),
    ) as Props;
  }

  private target(common: Common, shared = false): Target {
    return new Target(this.open, common.connection, common.schema, { shared });
  }
}

function blank(properties: readonly string[]): Props {
  return Object.fromEntries(properties.map((property) => [property, undefined]));
}
