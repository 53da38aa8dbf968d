import { Checker, type CheckFailure } from '../../ords/lifecycle/checker';
import type { Difference } from '../../ords/lifecycle/difference';
import type { Owner } from '../../ords/lifecycle/mark';
import { checkOwner } from '../../ords/lifecycle/ownership';
import { compact, same, type Props } from '../../ords/lifecycle/plain';
import { withDomain, type OpenDomain } from '../domain';
import { checkPlace, idOf, type Place } from './place';
import { requireFreeNames } from './takenNames';

interface State extends Place {
  /** Display names, in one order. */
  readonly names: readonly string[];
  /** Those among them that belong to apps which are taken over. */
  readonly adopted?: readonly string[];
  readonly owner?: Owner;
}

const PROPERTIES = ['domainUrl', 'credentials', 'names', 'adopted', 'owner'] as const;
const NAME_MAX = 4_000;

/**
 * The life of an `AppNames`: it writes nothing. The official provider asks again for two minutes when a display name is taken, and then
 * shows an error without a text (facts/oci-iam.md 1.7); this one looks before anything is made. Names that it has in its state are not looked
 * for again: their apps are there. `freeName` asks for those whose apps are not.
 */
export class AppNamesLifecycle {
  constructor(private readonly open: OpenDomain) {}

  check(news: Props): { inputs: Props; failures: CheckFailure[] } {
    const checker = new Checker(news);
    const inputs = compact({
      ...checkPlace(checker),
      names: checker.names('names', NAME_MAX) ?? [],
      adopted: checker.names('adopted', NAME_MAX),
      owner: checkOwner(checker),
    });
    checker.done('AppNames');
    return { inputs, failures: checker.failures };
  }

  diff(olds: Props, news: Props): Difference {
    const changed = PROPERTIES.filter((property) => !same(olds[property], news[property]));
    const replaces = changed.filter((property) => property === 'domainUrl');
    return { changed, replaces, deleteBeforeReplace: false };
  }

  async create(props: Props): Promise<{ id: string; outs: Props }> {
    const state = props as unknown as State;
    await this.look(state, state.names);
    return { id: idOf(state, 'app-names', state.owner?.resource), outs: props };
  }

  /** It has nothing of its own in the domain that could have changed. */
  read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props }> {
    const inputs = Object.fromEntries(PROPERTIES.map((property) => [property, props[property]]));
    return Promise.resolve({ id, outs: props, inputs });
  }

  async update(olds: Props, news: Props): Promise<Props> {
    const state = news as unknown as State;
    const { names } = olds as unknown as State;
    await this.look(
      state,
      state.names.filter((name) => !names.includes(name)),
    );
    return news;
  }

  delete(): Promise<void> {
    return Promise.resolve();
  }

  private async look(state: State, names: readonly string[]): Promise<void> {
    const free = names.filter((name) => !state.adopted?.includes(name));
    if (free.length === 0) return;
    await withDomain(this.open, state, (domain) => requireFreeNames(domain, free, state.owner));
  }
}
