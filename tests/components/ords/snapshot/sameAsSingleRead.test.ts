import fc from 'fast-check';

import type { Connection } from '../../../../components/database/database';
import { openDatabase } from '../../../../components/database/oracleDatabase';
import type { Props } from '../../../../components/ords/lifecycle/plain';
import { snapshotsOf } from '../../../../components/ords/lifecycle/snapshot/snapshots';
import { Target } from '../../../../components/ords/lifecycle/target';
import { startOracleSandbox, type OracleSandbox } from '../../../support/oracleSandbox';
import { resources } from '../arbitraries';
import { Driven } from '../support';
import { SingleRead } from './singleRead';

jest.setTimeout(120_000);

interface Generated {
  readonly roles: readonly string[];
  readonly modules: readonly Props[];
  readonly privileges: readonly Props[];
  readonly protections: readonly (readonly [module: number, privilege: number])[];
  readonly profile: Props | undefined;
  readonly enabled: boolean;
}

const own = (className: string): fc.Arbitrary<Props> => resources[className]?.own ?? fc.constant({});
const few = (className: string): fc.Arbitrary<Props[]> =>
  fc.uniqueArray(own(className), { selector: ({ name }) => name, maxLength: 3 });

/** Below, at and above what comes without a second query, and above what a literal of PL/SQL holds. */
const sources = fc.constantFrom(
  'é'.repeat(5_199) + '注',
  'é'.repeat(5_200) + '注',
  'é'.repeat(1_299) + '😀x',
  '注'.repeat(40_000),
);

const generated: fc.Arbitrary<Generated> = fc
  .record({
    roles: fc.uniqueArray(fc.constantFrom('clerk', 'Clerk', 'boss', 'x y'), { maxLength: 3 }),
    modules: few('Module'),
    privileges: few('Privilege'),
    protections: fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 4 }),
    profile: fc.option(own('JwtProfile'), { nil: undefined }),
    enabled: fc.boolean(),
    long: fc.option(sources, { nil: undefined }),
  })
  .map(({ long, modules, privileges, ...rest }) => ({
    ...rest,
    // Base paths are unique in a schema; a privilege takes only roles that exist.
    modules: modules.map((module, index) => ({
      ...module,
      basePath: `/${index}/`,
      templates: (module.templates as Props[]).map((template) => ({
        ...template,
        handlers: (template.handlers as Props[]).map((handler, at) => ({
          ...handler,
          ...(long !== undefined && at === 0 && { source: long }),
        })),
      })),
    })),
    privileges: privileges.map((privilege) => ({ ...privilege, roles: rest.roles.slice(1) })),
  }));

let sandbox: OracleSandbox;
beforeAll(async () => {
  sandbox = await startOracleSandbox({ setModulePrivilege: 'add' });
});
afterAll(() => sandbox.close());
afterEach(() => expect(sandbox.log).toEqual([]));

async function write({
  roles,
  modules,
  privileges,
  protections,
  profile,
  enabled,
}: Generated): Promise<void> {
  const create = (className: string, props: Props): Promise<unknown> =>
    new Driven(className, sandbox.connection()).create(props);
  for (const name of roles) await create('Role', { name });
  for (const privilege of privileges) await create('Privilege', privilege);
  for (const module of modules) await create('Module', module);
  for (const [first, second] of protections) {
    const names = { module: modules[first]?.name, privilege: privileges[second]?.name };
    if (names.module === undefined || names.privilege === undefined) continue;
    await sandbox.run(
      'ORDSDEMO',
      `begin ords.set_module_privilege('${names.module as string}', '${names.privilege as string}'); commit; end;`,
    );
  }
  if (profile) await create('JwtProfile', profile);
  if (!enabled) await sandbox.run('ORDSDEMO', 'begin ords.enable_schema(p_enabled => false); commit; end;');
}

async function clean(): Promise<void> {
  await sandbox.run(
    'ORDSDEMO',
    'begin ords_security.delete_jwt_profile; ords.drop_rest_for_schema; ords.enable_schema; commit; end;',
  );
}

/** What the kind reads of the object, from the shared snapshot or live. */
function readOf(className: string, base: Props, state: Props, shared: boolean): Promise<unknown> {
  const kind = resources[className]?.kind;
  if (!kind) throw new Error(className);
  const target = new Target(openDatabase, base.connection as Connection, String(base.schema), { shared });
  return kind.read(target, state as never);
}

describe.each([
  ['own schema', 'ORDSDEMO', undefined],
  ['as an administrator', 'DEPLOYER', 'ORDSDEMO'],
  ['a schema that is not there', 'DEPLOYER', 'NOBODY'],
] as const)('%s', (_name, user, schema) => {
  it('every kind reads what a query for the one object gives, from a constant number of round trips', async () => {
    const single = await SingleRead.open(sandbox.connection(user), schema);
    const base = { connection: sandbox.connection(user), schema: schema ?? 'ORDSDEMO' };
    await readOf('Role', base, { name: 'log on first' }, false);
    await fc.assert(
      fc.asyncProperty(generated, async (content) => {
        await write(content);
        try {
          const modules = [...content.modules.map(({ name }) => String(name)), 'absent'];
          const privileges = [...content.privileges.map(({ name }) => String(name)), 'absent', ''];
          const expected: unknown[] = [];
          const questions: [className: string, state: Props][] = [];
          const ask = async (className: string, state: Props, answer: Promise<unknown>): Promise<void> => {
            questions.push([className, state]);
            expected.push(await answer);
          };
          for (const name of [...content.roles, 'CLERK', 'absent'])
            await ask('Role', { name }, single.role(name));
          for (const name of modules) await ask('Module', { name, status: 'PUBLISHED' }, single.module(name));
          for (const name of privileges) await ask('Privilege', { name }, single.privilege(name));
          for (const module of modules)
            for (const privilege of privileges) {
              const onDelete = privilege === 'absent' ? 'makePublic' : 'unpublish';
              const state = { module, privilege, publish: true, onDelete };
              await ask('ModuleProtection', state, single.protection(state));
            }
          await ask('EnabledSchema', {}, single.enabledSchema());
          await ask('JwtProfile', {}, single.profile());

          snapshotsOf(openDatabase).clear();
          sandbox.server.statistics.reset();
          const answers = await Promise.all(
            questions.map(([className, state]) => readOf(className, base, state, true)),
          );
          expect(answers).toEqual(expected);
          // The catalogue, the profile, and three for CLOBs where a source is long.
          expect(sandbox.server.statistics.calls).toBeLessThanOrEqual(5);
          for (const [index, [className, state]] of questions.entries())
            expect(await readOf(className, base, state, false)).toEqual(expected[index]);
        } finally {
          await clean();
        }
      }),
      { numRuns: schema === 'NOBODY' ? 1 : 4, endOnFailure: true },
    );
    await single.close();
  });
});

test('the number of round trips does not grow with the schema, and one resource alone costs what it did', async () => {
  // A pool of its own: used by one call at a time, it holds one session.
  const connection = { ...sandbox.connection(), callTimeoutSeconds: 60 };
  const handler = (source: string): Props => ({ method: 'GET', sourceType: 'plsql/block', source });
  const module = (index: number, source: string): Promise<Driven> =>
    new Driven('Module', connection).create({
      name: `m${index}`,
      basePath: `/m${index}/`,
      templates: [{ pattern: 'a', handlers: [handler(source)] }],
    });
  const readAll = async (resources: readonly Driven[]): Promise<void> => {
    snapshotsOf(openDatabase).clear();
    for (const { provider, id, outs } of resources)
      expect(await provider.read(id, outs)).toMatchObject({ id, props: outs });
  };
  const trips = async (resources: readonly Driven[]): Promise<number> => {
    // The session may be new, and the driver asks more the first time that a session meets a query with CLOBs.
    await readAll(resources);
    sandbox.server.statistics.reset();
    await readAll(resources);
    return sandbox.server.statistics.calls;
  };
  const modules = [await module(0, 'begin null; end;')];
  expect(await trips(modules)).toBe(1);
  modules.push(await module(1, 'begin null; end;'.padEnd(40_000, ' --')));
  expect(await trips(modules)).toBe(3);
  for (let index = 2; index < 30; index++)
    modules.push(await module(index, `begin null; end; -- ${index} `.padEnd(index * 500, 'é')));
  expect(await trips(modules)).toBe(3);
});
