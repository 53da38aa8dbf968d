import { openDatabase } from '../../../../components/database/oracleDatabase';
import type { Mode } from '../../../../components/database/rights/grants';
import { collectDatabase } from '../../../../components/diagnose/collect/database';
import { abilities, ROLE_MODE } from '../../../../components/diagnose/database/abilities';
import type { DatabaseFacts } from '../../../../components/diagnose/database/facts';
import { startOracleSandbox, type SandboxOptions, type SandboxUser } from '../../../support/oracleSandbox';

jest.setTimeout(60_000);

async function facts(options: SandboxOptions, ...users: SandboxUser[]): Promise<DatabaseFacts[]> {
  const sandbox = await startOracleSandbox(options);
  try {
    const found: DatabaseFacts[] = [];
    for (const user of users) found.push(await collectDatabase(openDatabase, sandbox.connection(user)));
    return found;
  } finally {
    await sandbox.close();
  }
}

const not = (mode: Mode, found: DatabaseFacts): Record<string, string> =>
  Object.fromEntries(
    abilities(mode, found).flatMap(({ name, state, remedy }) =>
      state === 'no' ? [[name, remedy ?? '']] : [],
    ),
  );
const profile = (mode: Mode, found: DatabaseFacts) =>
  abilities(mode, found).find(({ name }) => name === 'JwtProfile');

describe.each([
  ['23.4', 'OAUTH', false, false],
  ['24.4', 'ORDS_SECURITY', false, true],
  ['25.1', 'ORDS_SECURITY', true, true],
  ['26.2', 'ORDS_SECURITY', true, false],
])('ORDS %s', (version, throughPackage, roleClaim, open) => {
  let own: DatabaseFacts;
  let administrator: DatabaseFacts;
  beforeAll(async () => {
    [own, administrator] = (await facts({ version }, 'ORDSDEMO', 'DEPLOYER')) as [
      DatabaseFacts,
      DatabaseFacts,
    ];
  });

  it('in the own schema everything works, and a role claim where the package takes one', () => {
    expect(own).toMatchObject({ user: 'ORDSDEMO', version, status: 'VALID' });
    expect(own.release).toMatch(/^Oracle Database 19c .*19\.\d/);
    expect(Object.keys(not('own-schema', own))).toEqual(roleClaim ? [] : [ROLE_MODE]);
    expect(profile('own-schema', own)?.detail).toBe(`through ${throughPackage}`);
    expect(own.securityAdminIsPublic).toBe(open);
    expect(Object.values(not('administrator', own)).join()).toContain(
      'grant ords_administrator_role to ordsdemo',
    );
  });

  it('an administrator needs views of all schemas', () => {
    const unable = not('administrator', administrator);
    if (version !== '23.4') {
      expect(Object.keys(unable)).toEqual(roleClaim ? [] : [ROLE_MODE]);
      return;
    }
    expect(Object.keys(unable)).toEqual(
      abilities('administrator', administrator)
        .map(({ name }) => name)
        .filter((name) => !name.startsWith('drift: ')),
    );
    for (const remedy of Object.values(unable)) expect(remedy).toContain('connect as each schema itself');
  });

  it('does nothing while its installation has not come to its end', () => {
    expect(Object.keys(not('own-schema', { ...own, status: 'INSTALLING' }))).toContain('EnabledSchema');
  });
});

it('says where an administrator can create profiles and not delete them', async () => {
  const [none] = await facts({ hasSecurityAdminDelete: false, hasOauth: false }, 'DEPLOYER');
  expect(none && profile('administrator', none)).toMatchObject({
    state: 'no',
    detail: expect.stringContaining('ORDS_SECURITY_ADMIN.DELETE_JWT_PROFILE') as string,
  });
  const [legacy] = await facts({ hasSecurityAdminDelete: false }, 'DEPLOYER');
  expect(legacy && profile('administrator', legacy)?.detail).toBe('through ORDS_SECURITY_ADMIN, OAUTH_ADMIN');
});

it('a database without ORDS can do nothing', async () => {
  const [found] = await facts({ installed: false }, 'PLAIN');
  expect(found).toMatchObject({ version: undefined, status: undefined });
  const unable = found ? not('own-schema', found) : {};
  expect(Object.keys(unable)).toContain('JwtProfile');
  expect(unable['Role']).toContain('install or upgrade ORDS');
});
