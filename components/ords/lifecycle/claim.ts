import { randomBytes } from 'node:crypto';

import type { Connection, OpenDatabase } from '../../database/database';
import { Checker, type CheckFailure } from './checker';
import { checkSchema } from './common';
import { checkConnection } from './connection';
import { describeMarked, readMarked, removeMarked } from './leftovers';
import type { Difference } from './difference';
import { URL_MAX } from './limits';
import { CLAIM_LENGTH, type Owner } from './mark';
import { ON_DELETE } from './moduleProtection';
import { checkOwner } from './ownership';
import { isUnknown, same, type Props } from './plain';
import { Target } from './target';

interface ClaimState {
  readonly connection: Connection;
  readonly schema: string;
  readonly owner?: Owner;
  readonly onDelete: (typeof ON_DELETE)[number];
  readonly enablesSchema: boolean;
  readonly token: string;
  readonly enabledBefore: boolean;
}

const PROPERTIES = ['connection', 'schema', 'owner', 'audience', 'onDelete', 'enablesSchema'] as const;

/**
 * The life of a `Claim`: it writes nothing to the database. Created before everything else that a stack makes in a schema, it
 * keeps what must be known later and is in the state before the first mark is written; deleted last, it removes what
 * interrupted runs have left.
 */
export class ClaimLifecycle {
  constructor(private readonly open: OpenDatabase) {}

  check(news: Props): { inputs: Props; failures: CheckFailure[] } {
    const checker = new Checker(news);
    const connection = checkConnection(checker);
    const inputs = {
      connection,
      schema: checkSchema(checker, connection),
      owner: checkOwner(checker),
      audience: checker.text('audience', { max: URL_MAX }),
      onDelete: checker.oneOf('onDelete', ON_DELETE) ?? 'unpublish',
      enablesSchema: checker.flag('enablesSchema') ?? false,
    };
    checker.done('Claim');
    return { inputs, failures: checker.failures };
  }

  diff(olds: Props, news: Props): Difference {
    const changed = PROPERTIES.filter((property) => !same(olds[property], news[property]));
    const replaces = changed.filter((property) => property === 'schema' && !isUnknown(news.schema));
    return { changed, replaces, deleteBeforeReplace: false };
  }

  async create(props: Props): Promise<{ id: string; outs: Props }> {
    const { connection, schema, owner } = props as unknown as ClaimState;
    const [row] = await new Target(this.open, connection, schema).rows({
      text: 'claim/look',
      purpose: 'read the URL mapping',
    });
    const token = randomBytes(CLAIM_LENGTH / 2).toString('hex');
    return {
      id: `ords:${schema}:claim:${owner?.resource ?? token}`,
      outs: { ...props, token, enabledBefore: Number(row?.ENABLED ?? 0) > 0 },
    };
  }

  /** It has nothing of its own in the database that could have changed. */
  read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props }> {
    const inputs = Object.fromEntries(PROPERTIES.map((property) => [property, props[property]]));
    return Promise.resolve({ id, outs: props, inputs });
  }

  update(olds: Props, news: Props): Promise<Props> {
    const { token, enabledBefore } = olds;
    return Promise.resolve({ ...news, token, enabledBefore });
  }

  async delete(props: Props): Promise<void> {
    const { connection, schema, token, onDelete, ...state } = props as unknown as ClaimState;
    if (onDelete === 'keepProtected') return;
    const target = new Target(this.open, connection, schema);
    const { objects, links } = await readMarked(target);
    const ours = objects.filter(({ owner }) => owner.claim === token);
    await removeMarked(target, { objects: ours, links }, onDelete, (object) =>
      console.info(
        `ords: removed ${describeMarked(object)} of schema ${schema}, which an interrupted run had left`,
      ),
    );
    if (state.enablesSchema && !state.enabledBefore)
      await target.block({ text: 'claim/close', purpose: 'disable the URL mapping' });
  }
}
