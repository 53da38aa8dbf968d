import type * as pulumi from '@pulumi/pulumi';

import type { Connection } from '../../../components/database/database';
import { openDatabase } from '../../../components/database/oracleDatabase';
import type { Props } from '../../../components/ords/lifecycle/plain';
import { snapshotsOf } from '../../../components/ords/lifecycle/snapshot/snapshots';
import { provider } from '../../../components/provider';

type Provider = Required<Omit<pulumi.dynamic.ResourceProvider, 'configure'>>;

/** A resource as the engine drives it: check before create and update, the last outputs remembered. */
export class Driven {
  readonly provider: Provider;
  id = '';
  outs: Props = {};
  inputs: Props = {};

  constructor(
    className: string,
    private readonly connection: Connection,
    /** What the class calls its connection. */
    private readonly connectionProperty = 'connection',
  ) {
    this.provider = provider(className) as Provider;
  }

  async check(props: Props): Promise<Props> {
    const { inputs, failures } = await this.provider.check(
      {},
      { [this.connectionProperty]: this.connection, ...props },
    );
    expect(failures).toEqual([]);
    return inputs as Props;
  }

  async create(props: Props): Promise<this> {
    this.inputs = await this.check(props);
    const { id, outs } = await this.provider.create(this.inputs);
    this.id = id;
    this.outs = outs as Props;
    return this;
  }

  /** Refreshes as the engine does; false when the object is gone. */
  async refresh(): Promise<boolean> {
    // In a provider process of its own, which remembers nothing.
    snapshotsOf(openDatabase).clear();
    const { id, props, inputs } = (await this.provider.read(this.id, this.outs)) as {
      id: string;
      props: Props;
      inputs: Props;
    };
    if (!id) return false;
    this.outs = props;
    this.inputs = inputs;
    return true;
  }

  async changes(props: Props): Promise<boolean> {
    const result = await this.provider.diff(this.id, this.outs, await this.check(props));
    return result.changes !== false;
  }

  async update(props: Props): Promise<void> {
    this.inputs = await this.check(props);
    this.outs = (await this.provider.update(this.id, this.outs, this.inputs)).outs as Props;
  }

  delete(): Promise<void> {
    return this.provider.delete(this.id, this.outs);
  }
}
