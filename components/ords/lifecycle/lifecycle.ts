import type { Connection, OpenDatabase } from '../../database/database';
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
import { compact, isUnknown, same, type Props } from './plain';
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
    const created = await this.kind.create(target, inputs, common.adopt, ownershipOfCreate(common.owner));
    const inTheWay = created.outcome === 'exists' || created.outcome === 'held';
    if (inTheWay && !(created.repeated && (await this.isOurs(target, inputs, common.owner)))) {
      throw existsError(this.kind, inputs, created, common);
    }
    if (created.outcome === 'resumed') {
      console.info(
        `ords: ${this.kind.label(inputs)} of schema ${common.schema} is this stack's own work of an interrupted run; it is now as declared`,
      );
    }
    const adopted = created.outcome === 'adopted';
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
    const adopted = before.adopted && common.adopt;
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
