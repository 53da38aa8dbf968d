import type { Connection } from '../../../components/database/database';
import type { Props } from '../../../components/ords/lifecycle/plain';
import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';
import { Driven } from './support';

jest.setTimeout(60_000);

let first: OracleSandbox;
let second: OracleSandbox;
beforeAll(async () => {
  [first, second] = await Promise.all([startOracleSandbox(), startOracleSandbox()]);
});
afterAll(() => Promise.all([first.close(), second.close()]));

/** The same database by another name. */
function renamed({ connectString, ...connection }: Connection): Connection {
  return { ...connection, connectString: connectString.replace('127.0.0.1', 'localhost') };
}

const OWNER = { stack: 'shop/dev', claim: '4f9a2c81d3e0' };
const kinds: [className: string, props: Props][] = [
  ['Role', { name: 'clerk' }],
  ['Privilege', { name: 'orders.read', roles: ['clerk'] }],
  ['Module', { name: 'orders', basePath: '/orders/', templates: [] }],
  ['ModuleProtection', { module: 'orders', privilege: 'orders.read' }],
  [
    'JwtProfile',
    { issuer: 'https://a.example.com/', audience: 'orders', jwkUrl: 'https://a.example.com/keys' },
  ],
];

it('a connection to another database is an error for each object that is not there, and nothing is written', async () => {
  const made: [Driven, Props][] = [];
  for (const [className, props] of kinds) {
    const own = { ...props, owner: { ...OWNER, resource: className } };
    made.push([await new Driven(className, first.connection()).create(own), own]);
  }
  let commits = 0;
  second.database.onCommit(() => (commits += 1));
  for (const [resource, own] of made) {
    const before = resource.outs;
    await expect(resource.update({ ...own, connection: second.connection() })).rejects.toMatchObject({
      code: 'ords.connection.other_database',
      remedy: expect.stringContaining('pulumi destroy'),
    });
    expect(resource.outs).toBe(before);
    await resource.update({ ...own, connection: renamed(first.connection()) });
    expect(resource.outs).toEqual({ ...before, connection: renamed(first.connection()) });
  }
  expect(commits).toBe(0);
  for (const [resource] of made.reverse()) await resource.delete();
});

it('what bears the same name there and another mark, or none, is not taken for the own one', async () => {
  const own = { name: 'reports', basePath: '/reports/', templates: [], owner: { ...OWNER, resource: 'm' } };
  const module = await new Driven('Module', first.connection()).create(own);
  for (const comments of ['null', "'[pulumi-ords shop/dev#ffffffffffff m]'"]) {
    await second.run(
      'ORDSDEMO',
      `begin ords.define_module('reports', '/reports/', p_comments => ${comments}); commit; end;`,
    );
    await expect(module.update({ ...own, connection: second.connection() })).rejects.toMatchObject({
      code: 'ords.connection.other_database',
    });
  }
  // A copy of the database has the mark too.
  await second.run(
    'ORDSDEMO',
    "begin ords.define_module('reports', '/reports/', p_comments => '[pulumi-ords shop/dev#4f9a2c81d3e0 m]'); commit; end;",
  );
  await module.update({ ...own, connection: second.connection() });
  await module.delete();
  expect(await second.rows('ORDSDEMO', 'select name from user_ords_modules')).toEqual([]);
});
