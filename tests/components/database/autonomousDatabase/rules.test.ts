import fc from 'fast-check';
import { isEntry } from '../../../../components/database/autonomousDatabase/accessRules';
import type { AutonomousDatabaseArgs } from '../../../../components/database/autonomousDatabase/autonomousDatabaseArgs';
import {
  checkAdminPassword,
  checkWalletPassword,
} from '../../../../components/database/autonomousDatabase/passwords';
import { checkAutonomousDatabase } from '../../../../components/database/autonomousDatabase/rules';
import type { Problem } from '../../../../components/problem';

const VCN = 'ocid1.vcn.oc1.phx.aaaa';
const free: AutonomousDatabaseArgs = {
  compartmentId: 'ocid1.compartment.oc1..c',
  dbName: 'orders',
  adminPassword: 'Correct-Horse-9',
  whitelistedIps: ['203.0.113.7'],
};
const paid: AutonomousDatabaseArgs = { ...free, isFreeTier: false, computeCount: 2, dataStorageSizeInTbs: 1 };
const without = (args: AutonomousDatabaseArgs, key: keyof AutonomousDatabaseArgs): AutonomousDatabaseArgs =>
  Object.fromEntries(
    Object.entries(args).filter(([name]) => name !== key),
  ) as unknown as AutonomousDatabaseArgs;
const codes = (problems: readonly Problem[]): string[] => problems.map(({ code }) => code);

test.each<[string, AutonomousDatabaseArgs, string[]]>([
  ['free, behind a list', free, []],
  ['paid, sized', paid, []],
  ['a name with a dash', { ...free, dbName: 'my-orders' }, ['adb.db_name']],
  ['a name that begins with a digit', { ...free, dbName: '1orders' }, ['adb.db_name']],
  ['a name of 30 letters', { ...free, dbName: 'o'.repeat(30) }, []],
  ['a name of 31 letters', { ...free, dbName: 'o'.repeat(31) }, ['adb.db_name']],
  ['19c', { ...free, dbVersion: '19c' }, []],
  ['23ai, which has ended', { ...free, dbVersion: '23ai' }, ['adb.db_version.ended']],
  ['an unknown version', { ...free, dbVersion: '21c' }, ['adb.db_version']],
  ['Lakehouse', { ...free, dbWorkload: 'LH' }, []],
  ['DW, which has ended', { ...free, dbWorkload: 'DW' }, ['adb.db_workload.ended']],
  ['an unknown workload', { ...free, dbWorkload: 'oltp' }, ['adb.db_workload']],
  ['a name that every object has', { ...free, dbWorkload: 'constructor' }, ['adb.db_workload']],
  ['a free JSON database', { ...free, dbWorkload: 'AJD' }, ['adb.free.json']],
  ['a JSON database', { ...paid, dbWorkload: 'AJD' }, []],
  [
    'a JSON database with a license of its own',
    { ...paid, dbWorkload: 'AJD', licenseModel: 'BRING_YOUR_OWN_LICENSE' },
    ['adb.license.json'],
  ],
  ['an own license', { ...paid, licenseModel: 'BRING_YOUR_OWN_LICENSE' }, []],
  ['a free one with it', { ...free, licenseModel: 'BRING_YOUR_OWN_LICENSE' }, ['adb.free.license']],
  ['an unknown license', { ...free, licenseModel: 'NONE' }, ['adb.license_model']],
  ['a free one with a size', { ...free, computeCount: 4 }, ['adb.free.size']],
  ['a paid one without a size', { ...free, isFreeTier: false }, ['adb.paid.size', 'adb.paid.size']],
  ['one ECPU', { ...paid, computeCount: 1 }, ['adb.paid.size']],
  ['half a terabyte', { ...paid, dataStorageSizeInTbs: 0.5 }, ['adb.paid.size']],
  ['a free one in a subnet', { ...free, subnetId: 'ocid1.subnet.oc1..s' }, ['adb.free.private_endpoint']],
  ['a paid one in a subnet', { ...without(paid, 'whitelistedIps'), subnetId: 'ocid1.subnet.oc1..s' }, []],
  ['a label without a subnet', { ...paid, privateEndpointLabel: 'db' }, ['adb.private_endpoint.no_subnet']],
  ['open without a wallet', without(free, 'whitelistedIps'), ['adb.access.unlimited']],
  ['an empty list', { ...free, whitelistedIps: [] }, ['adb.access.unlimited']],
  ['a list that is removed', { ...free, whitelistedIps: [''] }, ['adb.access.unlimited']],
  ['no list, a wallet', { ...without(free, 'whitelistedIps'), wallet: { password: 'w' } }, []],
  ['a list that is removed, a wallet', { ...free, whitelistedIps: [''], wallet: { password: 'w' } }, []],
  ['two addresses in one entry', { ...free, whitelistedIps: ['10.0.0.1,10.0.0.2'] }, ['adb.access.entry']],
  ['everybody', { ...free, whitelistedIps: ['0.0.0.0/0'] }, ['adb.access.everybody']],
  [
    'everybody in two halves',
    { ...free, whitelistedIps: ['0.0.0.0/1', '128.0.0.0/1'] },
    Array(2).fill('adb.access.everybody'),
  ],
  ['everybody, and a wallet', { ...free, whitelistedIps: ['0.0.0.0/0'], wallet: { password: 'w' } }, []],
  ['no password', without(free, 'adminPassword'), ['adb.admin_password.one_of']],
  ['two passwords', { ...free, secretId: 'ocid1.vaultsecret.oc1..v' }, ['adb.admin_password.one_of']],
  [
    'a vault that nobody here can read',
    { ...without(free, 'adminPassword'), secretId: 'ocid1.vaultsecret.oc1..v' },
    ['adb.admin_password.env'],
  ],
  [
    'a vault and a variable',
    {
      ...without(free, 'adminPassword'),
      secretId: 'ocid1.vaultsecret.oc1..v',
      adminPasswordEnv: 'ADB_PASSWORD',
    },
    [],
  ],
  ['a password and a variable', { ...free, adminPasswordEnv: 'ADB_PASSWORD' }, ['adb.admin_password.env']],
  ['tp', { ...free, service: 'tp' }, []],
  ['tp of a Lakehouse', { ...free, dbWorkload: 'LH', service: 'tp' }, ['adb.service']],
])('%s', (_, args, expected) => {
  const problems = checkAutonomousDatabase(args);
  expect(codes(problems)).toEqual(expected);
  for (const { remedy, summary } of problems) expect([remedy, summary]).not.toContain('');
});

test('an ended value names its successor', () => {
  expect(checkAutonomousDatabase({ ...free, dbWorkload: 'DW', dbVersion: '23ai' })).toMatchObject([
    { field: 'dbVersion', found: '"23ai"', expected: '"26ai"', remedy: 'write "26ai"' },
    { field: 'dbWorkload', found: '"DW"', expected: '"LH"', remedy: 'write "LH"' },
  ]);
});

test.each([
  ['203.0.113.7', true],
  ['10.0.0.0/8', true],
  ['10.0.0.0/33', false],
  ['2001:db8::/32', true],
  ['10.0.0.0/8/8', false],
  [VCN, true],
  [`${VCN};10.0.0.0/16`, true],
  [`${VCN};10.0.0.0/16;10.1.0.0/16`, true],
  [`${VCN};everywhere`, false],
  ['10.0.0.1;10.0.0.2', false],
  ['ocid1.subnet.oc1..s', false],
  ['example.com', false],
  ['', false],
])('entry %s: %s', (entry, expected) => {
  expect(isEntry(entry)).toBe(expected);
});

describe('passwords', () => {
  test.each([
    ['Correct-Horse-9', undefined],
    ['Aa345678901', 'another length'],
    ['Aa34567890123456789012345678901', 'another length'],
    ['correct-horse-9', 'no upper-case letter'],
    ['CORRECT-HORSE-9', 'no lower-case letter'],
    ['Correct-Horse-X', 'no digit'],
    ['Correct"Horse-9', 'a double quote'],
    ['my-Administrator-9', 'the word "admin"'],
  ])('%s: %s', (password, broken) => {
    expect(checkAdminPassword(password).map(({ found }) => found)).toEqual(
      broken === undefined ? [] : [`${broken} (secret, not shown)`],
    );
  });

  test.each([
    ['letters and 1', []],
    ['short-1', ['adb.wallet_password']],
    ['onlyletters', ['adb.wallet_password']],
    ['1234567890', ['adb.wallet_password']],
  ])('of a wallet: %s', (password, expected) => {
    expect(codes(checkWalletPassword(password))).toEqual(expected);
  });

  test('no message shows the password', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, maxLength: 40 }), (password) => {
        const problems = [...checkAdminPassword(password), ...checkWalletPassword(password)];
        expect(JSON.stringify(problems)).not.toContain(JSON.stringify(password).slice(1, -1));
      }),
    );
  });
});
