import type * as pulumi from '@pulumi/pulumi';

import { OrdsError } from '../errors';
import type { Lifecycle } from './lifecycle/lifecycle';
import { assertJson, compact, findUnknown, type Props } from './lifecycle/plain';
import { currentState, SCHEMA_VERSION } from './stateVersion';

const PROVIDER_KEY = '__provider';

/**
 * Serves a lifecycle as a Pulumi dynamic provider and keeps the rules of that protocol in one place (facts/pulumi.md
 * 1.2 and 8): no undefined and nothing but JSON in what is returned, text ids, full outputs from update, live inputs
 * from read, a blank id for what is gone, a refusal to act on unknown values.
 *
 * There is no `configure`: several calls may come in before it has ended, and it is stale on destroy. Whatever a call needs
 * is in its own properties.
 */
export function dynamicProvider(
  lifecycle: Pick<Lifecycle<object>, 'check' | 'diff' | 'create' | 'read' | 'update' | 'delete'> &
    Partial<Pick<Lifecycle<object>, 'foresee'>>,
): Required<Omit<pulumi.dynamic.ResourceProvider, 'configure'>> {
  return {
    check: (olds: Props | undefined, news: Props) =>
      plainly(async () => {
        const { inputs, failures } = lifecycle.check(own(news));
        // No old inputs: it is going to be created, if this is no preview.
        if (failures.length === 0 && Object.keys(olds ?? {}).length === 0) await lifecycle.foresee?.(inputs);
        return { inputs: compact(inputs), failures };
      }),

    diff: (_id, olds: Props, news: Props) =>
      plainly(() => {
        const { changed, replaces, deleteBeforeReplace } = lifecycle.diff(currentState(own(olds)), own(news));
        if (changed.length === 0) return { changes: false };
        // Without a verdict of ours the engine compares inputs itself, and can then name the changed keys.
        return replaces.length > 0 ? { replaces: [...replaces], deleteBeforeReplace } : {};
      }),

    create: (inputs: Props) =>
      plainly(async () => {
        const { id, outs } = await lifecycle.create(known(own(inputs)));
        return { id, outs: stored(outs) };
      }),

    read: (id, props: Props = {}) =>
      plainly(async () => {
        const live = await lifecycle.read(id, currentState(own(props)));
        if (!live) return { id: '', props: {} };
        return { id: live.id, props: stored(live.outs), inputs: compact(live.inputs) };
      }),

    update: (_id, olds: Props, news: Props) =>
      plainly(async () => ({
        outs: stored(await lifecycle.update(currentState(own(olds)), known(own(news)))),
      })),

    delete: (_id, props: Props) => plainly(() => lifecycle.delete(currentState(own(props)))),
  };
}

function own(props: Props): Props {
  const { [PROVIDER_KEY]: _text, ...rest } = props;
  return rest;
}

function known(props: Props): Props {
  const path = findUnknown(props);
  if (path === undefined) return props;
  throw new OrdsError(`${path} is not known yet`, {
    code: 'ords.internal.unknown',
    field: path,
    remedy: 'run pulumi up again; if it stays, please report it with the program',
  });
}

function stored(outs: Props): Props {
  const result = compact({ ...outs, schemaVersion: SCHEMA_VERSION });
  assertJson(result, 'outputs');
  return result;
}

/** Errors that speak for themselves come without a stack, which the provider process would print. */
async function plainly<T>(action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof OrdsError) error.stack = '';
    throw error;
  }
}
