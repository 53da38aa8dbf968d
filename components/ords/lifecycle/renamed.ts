import type { CheckFailure } from './checker';
import type { Difference } from './difference';
import type { Lifecycle } from './lifecycle';
import type { Props } from './plain';

type Life = Pick<Lifecycle<object>, 'check' | 'foresee' | 'diff' | 'create' | 'read' | 'update' | 'delete'>;

/**
 * A lifecycle whose resource has other names for the properties that all lifecycles share: what is the `schema` of others is the
 * `name` of a Schema. State, inputs and failures bear the resource's own names.
 *
 * @param names - the lifecycle's name of a property by the resource's.
 */
export function renamed(life: Life, names: Readonly<Record<string, string>>): Life {
  const back = Object.fromEntries(Object.entries(names).map(([own, inner]) => [inner, own]));
  const inward = (props: Props): Props => withKeys(props, names);
  const outward = (props: Props): Props => withKeys(props, back);
  const named = (property: string): string => {
    const [head = ''] = /^[^.[]*/.exec(property) ?? [];
    return (back[head] ?? head) + property.slice(head.length);
  };
  return {
    check(news): { inputs: Props; failures: CheckFailure[] } {
      const { inputs, failures } = life.check(inward(news));
      return {
        inputs: outward(inputs),
        failures: failures.map(({ property, reason }) => ({ property: named(property), reason })),
      };
    },
    foresee: (props) => life.foresee(inward(props)),
    diff(olds, news): Difference {
      const { changed, replaces, deleteBeforeReplace } = life.diff(inward(olds), inward(news));
      return { changed: changed.map(named), replaces: replaces.map(named), deleteBeforeReplace };
    },
    async create(props) {
      const { id, outs } = await life.create(inward(props));
      return { id, outs: outward(outs) };
    },
    async read(id, props) {
      const live = await life.read(id, inward(props));
      return live && { id: live.id, outs: outward(live.outs), inputs: outward(live.inputs) };
    },
    update: async (olds, news) => outward(await life.update(inward(olds), inward(news))),
    delete: (props) => life.delete(inward(props)),
  };
}

function withKeys(props: Props, names: Readonly<Record<string, string>>): Props {
  return Object.fromEntries(Object.entries(props).map(([key, value]) => [names[key] ?? key, value]));
}
