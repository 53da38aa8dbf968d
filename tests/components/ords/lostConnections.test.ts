import type { Props } from '../../../components/ords/lifecycle/plain';
import { CallFaults } from '../../../sandbox/oracle/callFaults';
import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';
import { Driven } from './support';

jest.setTimeout(60_000);

const faults = new CallFaults();
let sandbox: OracleSandbox;
beforeAll(async () => {
  sandbox = await startOracleSandbox({ faults });
  await sandbox.run(
    'OTHER',
    `declare
       v_none owa.vc_arr;
     begin
       ords.define_module(p_module_name => 'theirs', p_base_path => '/theirs/', p_status => 'NOT_PUBLISHED');
       ords.define_privilege(p_privilege_name => 'theirs.read', p_roles => v_none, p_patterns => v_none);
       commit;
     end;`,
  );
});
afterAll(() => sandbox.close());
afterEach(() => {
  const missed = faults.remaining;
  faults.clear();
  expect(missed).toBe(0);
});

/** Each kind: what is declared, what changes (nothing where every change is a new object), where the object stands. */
const kinds: [className: string, first: Props, change: Props | undefined, count: string][] = [
  ['Role', { name: 'reader' }, undefined, `select count(*) from user_ords_roles where name = 'reader'`],
  [
    'Privilege',
    { name: 'orders.read' },
    { patterns: ['/x/*'] },
    `select count(*) from user_ords_privileges where name = 'orders.read'`,
  ],
  [
    'Module',
    { name: 'orders', basePath: '/orders/', templates: [] },
    { itemsPerPage: 7 },
    `select count(*) from user_ords_modules where name = 'orders'`,
  ],
  [
    'JwtProfile',
    { issuer: 'https://issuer.example.com/', audience: 'orders', jwkUrl: 'https://issuer.example.com/keys' },
    { allowedSkew: 30 },
    'select count(*) from user_ords_jwt_profile',
  ],
  [
    'ModuleProtection',
    { module: 'theirs', privilege: 'theirs.read' },
    { publish: false },
    'select count(*) from user_ords_privilege_modules',
  ],
];

describe.each(kinds)('%s', (className, first, change, count) => {
  // A block that commits is one round trip: lost before it, nothing is done; after it, everything is, and nobody knows.
  describe.each(['before', 'after'] as const)('whose connection is lost %s the commit', (moment) => {
    const lose = (): void => faults.drop({ match: '\\bcommit\\b', moment });
    const live = async (): Promise<unknown> => (await sandbox.rows('OTHER', count))[0]?.[0];

    it('is made, changed and removed once, and is never somebody else’s', async () => {
      const resource = new Driven(className, sandbox.connection('OTHER'));
      lose();
      await resource.create(first);
      expect(resource.outs).toMatchObject({ adopted: false });
      expect(await live()).toBe(1);
      if (change) {
        lose();
        await resource.update({ ...first, ...change });
        await resource.refresh();
        expect(await resource.changes({ ...first, ...change })).toBe(false);
      }
      lose();
      await resource.delete();
      expect(await live()).toBe(0);
    });
  });
});

describe.each(['before', 'after'] as const)('EnabledSchema, lost %s the commit', (moment) => {
  const status = (): Promise<unknown[][]> =>
    sandbox.rows('ORDSDEMO', `select pattern from user_ords_schemas where status = 'ENABLED'`);

  it('is enabled and disabled by its own resource', async () => {
    await sandbox.run('ORDSDEMO', 'begin ords.enable_schema(p_enabled => false); commit; end;');
    const resource = new Driven('EnabledSchema', sandbox.connection());
    faults.drop({ match: '\\bcommit\\b', moment });
    await resource.create({ urlMappingPattern: 'first' });
    expect(resource.outs).toMatchObject({ adopted: false, enabledByUs: true });
    expect(await status()).toEqual([['first']]);
    faults.drop({ match: '\\bcommit\\b', moment });
    await resource.delete();
    expect(await status()).toEqual([]);
  });
});
