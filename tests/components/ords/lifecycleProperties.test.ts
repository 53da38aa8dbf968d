import fc from 'fast-check';

import { Lifecycle } from '../../../components/ords/lifecycle/lifecycle';
import type { Props } from '../../../components/ords/lifecycle/plain';
import { connection, resources } from './arbitraries';
import { FakeOrds } from './fakeOrds';

const RUNS = { numRuns: 60 };

function fakeWithNeighbours(): FakeOrds {
  const fake = new FakeOrds();
  for (const name of ['orders.read', 'orders.admin']) {
    const head = { KIND: 'privilege', ITEM: name, TEXT1: null, TEXT2: null, COMMENTS: null };
    fake.privileges.set(name, { roles: '', patterns: '', head, modules: new Set() });
  }
  fake.modules.set('orders', {
    rows: [{ KIND: 'module', TEXT1: '/orders/', NUMBER1: 25, COMMENTS: null }],
    status: 'NOT_PUBLISHED',
  });
  return fake;
}

describe.each(Object.entries(resources))('%s', (className, { kind, own }) => {
  const taken = className === 'Module' ? 'orders' : undefined;
  const program = own
    .filter((props) => taken === undefined || props.name !== taken)
    .map((props): Props => ({ ...props, connection }));

  it('check accepts what a program may declare, and accepts its own answer unchanged', () => {
    fc.assert(
      fc.property(program, (props) => {
        const lifecycle = new Lifecycle(kind, new FakeOrds().open);
        const once = lifecycle.check(props);
        expect(once.failures).toEqual([]);
        expect(lifecycle.check(once.inputs)).toEqual(once);
      }),
      RUNS,
    );
  });

  it('create, read and diff find nothing to do, whatever order the lists were in', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (props) => {
        const lifecycle = new Lifecycle(kind, fakeWithNeighbours().open);
        const { inputs } = lifecycle.check(props);
        const { id, outs } = await lifecycle.create(inputs);
        expect(lifecycle.diff(outs, inputs).changed).toEqual([]);
        const live = await lifecycle.read(id, outs);
        expect(live).toEqual({ id, outs, inputs });
        expect(lifecycle.diff(live?.outs ?? {}, inputs).changed).toEqual([]);
      }),
      RUNS,
    );
  });

  it('an update arrives: the next read equals what was declared', async () => {
    await fc.assert(
      fc.asyncProperty(program, own, async (first, other) => {
        const lifecycle = new Lifecycle(kind, fakeWithNeighbours().open);
        const before = lifecycle.check(first).inputs;
        const identity = Object.fromEntries(lifecycle.kind.identity.map((key) => [key, first[key]]));
        const { inputs } = lifecycle.check({ ...other, ...identity, connection });
        const { id, outs } = await lifecycle.create(before);
        const updated = await lifecycle.update(outs, inputs);
        expect(lifecycle.diff(updated, inputs).changed).toEqual([]);
        const live = await lifecycle.read(id, updated);
        expect(live?.inputs).toEqual(inputs);
        expect(live?.outs).toEqual(updated);
      }),
      RUNS,
    );
  });

  it('delete succeeds twice, and nothing of it can be read any more', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (props) => {
        const lifecycle = new Lifecycle(kind, fakeWithNeighbours().open);
        const { inputs } = lifecycle.check(props);
        const { id, outs } = await lifecycle.create(inputs);
        await lifecycle.delete(outs);
        await lifecycle.delete(outs);
        if (props.onDelete !== 'keepProtected') expect(await lifecycle.read(id, outs)).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('a change of the connection alone calls nothing', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (props) => {
        const fake = fakeWithNeighbours();
        const lifecycle = new Lifecycle(kind, fake.open);
        const { inputs } = lifecycle.check(props);
        const { outs } = await lifecycle.create(inputs);
        const calls = fake.calls.length;
        const moved = { ...inputs, connection: { ...connection, password: 'another-one' } };
        expect(lifecycle.diff(outs, moved)).toMatchObject({ changed: ['connection'], replaces: [] });
        expect(await lifecycle.update(outs, moved)).toEqual({ ...outs, connection: moved.connection });
        expect(fake.calls).toHaveLength(calls);
      }),
      RUNS,
    );
  });

  it('takes at most two calls to create, one to read, two to update or delete', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (props) => {
        const fake = fakeWithNeighbours();
        const lifecycle = new Lifecycle(kind, fake.open);
        const { inputs } = lifecycle.check(props);
        const { id, outs } = await lifecycle.create(inputs);
        expect(fake.calls).toHaveLength(1);
        await lifecycle.read(id, outs);
        expect(fake.calls).toHaveLength(2);
        await lifecycle.delete(outs);
        expect(fake.calls.length).toBeLessThanOrEqual(3);
      }),
      RUNS,
    );
  });
});
