import type { Connection } from '../../../../components/database/database';
import {
  grantFor,
  everyGrant,
  grants,
  parseGrants,
  type Grant,
  type Part,
} from '../../../../components/database/rights/grants';
import { startOracleSandbox, type OracleSandbox } from '../../../support/oracleSandbox';
import { everyOperation, preparedObjects, schemaOperations, type Outcome } from './operations';

jest.setTimeout(120_000);

// The deletion of a Claim tells what it removes.
beforeAll(() => void jest.spyOn(console, 'info').mockImplementation(() => undefined));
afterAll(() => jest.restoreAllMocks());

const PASSWORD = 'Least_rights_1';
const ALL = grants();

/** A database in which nobody has anything through PUBLIC of what `sql/grants.sql` grants. */
class BareDatabase {
  private users = 0;

  private constructor(private readonly sandbox: OracleSandbox) {}

  static async start(version: string, absent: readonly string[] = []): Promise<BareDatabase> {
    const database = new BareDatabase(await startOracleSandbox({ version, enabled: false }));
    const rights = new Set(
      everyGrant()
        .filter(({ given }) => given !== undefined)
        .map(({ right }) => right),
    );
    for (const right of rights) {
      if (absent.every((object) => !right.endsWith(object)))
        await database.run(`revoke ${right} from public`);
    }
    // For what the tests themselves prepare; it is none of the users that are tried out.
    await database.run('grant execute on sys.owa to deployer');
    return database;
  }

  /** What works and what does not for a new user with exactly these rights, in its own schema or in another new one. */
  async tryOut(mode: Part, rights: readonly Grant[]): Promise<{ outcome: Outcome; user: string }> {
    this.users += 1;
    const user = `${mode === 'administrator' ? 'DEPLOYER' : 'OWNER'}_${this.users}`;
    const schema = mode === 'administrator' ? `SCHEMA_${this.users}` : user;
    for (const name of new Set([user, schema]))
      await this.run(`create user ${name} identified by "${PASSWORD}"`);
    for (const right of rights) await this.run(grantFor(right, user));
    await this.sandbox.run('DEPLOYER', preparedObjects(schema));
    return {
      outcome: await everyOperation(this.connection(user), schema, (block) =>
        this.sandbox.run('DEPLOYER', block),
      ),
      user,
    };
  }

  /** The same for a new user who creates schemas. */
  async createSchema(rights: readonly Grant[]): Promise<Pick<Outcome, 'failed'> & { user: string }> {
    this.users += 1;
    const user = `CREATOR_${this.users}`;
    await this.run(`create user ${user} identified by "${PASSWORD}"`);
    for (const right of rights) await this.run(grantFor(right, user));
    const failed = await schemaOperations(this.connection(user), `MADE_${this.users}`);
    return { failed, user };
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }

  private connection(user: string): Connection {
    return {
      connectString: `127.0.0.1:${this.sandbox.server.port}/freepdb1`,
      user: user.toLowerCase(),
      password: PASSWORD,
    };
  }

  private async run(sql: string): Promise<void> {
    const session = this.sandbox.database.systemSession();
    await session.execute({ sql, binds: [] });
    await session.commit();
    session.close();
  }
}

/** A resource or command that fails says which right to give. */
function expectRemedies({ failed }: Outcome, removed: Grant, user: string): void {
  for (const { code, remedy } of Object.values(failed)) {
    expect(code).toBe('ords.rights.missing');
    expect(remedy).toContain(grantFor(removed, user));
  }
}

const named = (rights: readonly Grant[]): [string, Grant][] => rights.map((right) => [right.right, right]);

describe.each(['own-schema', 'administrator'] as const)('%s', (mode) => {
  let database: BareDatabase;
  beforeAll(async () => {
    database = await BareDatabase.start('26.2.2');
  });
  afterAll(() => database.close());

  const rights = ALL.filter((grant) => grant.mode === mode && grant.onlyWithout === undefined);
  const optional = ['drift: old packages', 'drift: old clients', 'drift: version'];

  it('works with exactly the rights of sql/grants.sql', async () => {
    const { outcome } = await database.tryOut(mode, rights);
    expect(outcome).toEqual({ failed: {}, leftOut: [] });
  });

  it.each(named(rights))('without %s exactly that fails that the file says', async (_right, removed) => {
    const { outcome, user } = await database.tryOut(
      mode,
      rights.filter((right) => right !== removed),
    );
    expect(Object.keys(outcome.failed).sort()).toEqual([...removed.without].sort());
    expect(outcome.leftOut).toEqual(removed.leftOut);
    for (const part of removed.leftOut) expect(optional).toContain(part);
    expectRemedies(outcome, removed, user);
  });
});

describe('schema-creator', () => {
  let database: BareDatabase;
  beforeAll(async () => {
    database = await BareDatabase.start('26.2.2');
  });
  afterAll(() => database.close());

  const rights = everyGrant().filter(({ mode }) => mode === 'schema-creator');

  it('works with exactly the rights of sql/grants.sql', async () => {
    expect(await database.createSchema(rights)).toEqual({ failed: {}, user: expect.any(String) as string });
  });

  it.each(named(rights))('without %s it does not', async (_right, removed) => {
    const { failed, user } = await database.createSchema(rights.filter((right) => right !== removed));
    expect(Object.keys(failed)).toEqual(removed.without);
    expectRemedies({ failed, leftOut: [] }, removed, user);
  });
});

describe('a release that has only the old packages', () => {
  const SECURITY = 'ords_metadata.ords_security';
  let database: BareDatabase;
  beforeAll(async () => {
    database = await BareDatabase.start('23.4', [SECURITY]);
  });
  afterAll(() => database.close());

  const rights = ALL.filter(({ mode, right }) => mode === 'own-schema' && !right.endsWith(SECURITY));
  const conditional = rights.filter(({ onlyWithout }) => onlyWithout !== undefined);

  it('works with the rights that the file names for it', async () => {
    expect((await database.tryOut('own-schema', rights)).outcome).toEqual({ failed: {}, leftOut: [] });
  });

  it.each(named(conditional))('without %s exactly that fails that the file says', async (_right, removed) => {
    const { outcome, user } = await database.tryOut(
      'own-schema',
      rights.filter((right) => right !== removed),
    );
    expect(Object.keys(outcome.failed).sort()).toEqual([...removed.without].sort());
    expectRemedies(outcome, removed, user);
  });

  it('shows an administrator no other schema, and says so before anything is written', async () => {
    const { outcome } = await database.tryOut(
      'administrator',
      ALL.filter(({ mode }) => mode === 'administrator'),
    );
    const [role] = ALL.filter((grant) => grant.role !== undefined);
    expect(Object.keys(outcome.failed).sort()).toEqual([...(role?.without ?? [])].sort());
    for (const { code, remedy } of Object.values(outcome.failed)) {
      expect(code).toBe('ords.version.administrator_views');
      expect(remedy).toMatch(/^connect as \S+ itself|^connect as the schema itself/);
    }
  });
});

describe('the form of sql/grants.sql', () => {
  it('has both modes, and every right once in each', () => {
    for (const mode of ['own-schema', 'administrator']) {
      const rights = ALL.filter((grant) => grant.mode === mode).map(({ right }) => right);
      expect(rights.length).toBeGreaterThan(4);
      expect(new Set(rights).size).toBe(rights.length);
    }
  });

  it.each([
    ['no mode', '-- for: x\n-- without: Role\ngrant create session to &owner;', /no mode/],
    [
      'no reason',
      '-- mode: own-schema\n-- without: Role\ngrant create session to &owner;',
      /"for" and "without"/,
    ],
    [
      'a condition of another kind',
      '-- mode: own-schema\n-- for: x\n-- without: Role\n-- only: on Sundays\ngrant create session to &owner;',
      /"only"/,
    ],
  ])('with %s it is refused', (_name, text, message) => expect(() => parseGrants(text)).toThrow(message));

  it.each([
    ['HR', 'grant create session to hr'],
    ['Hr', 'grant create session to "Hr"'],
    ["O'$&B", 'grant create session to "O\'$&B"'],
  ])('is filled in for user %s', (user, statement) => {
    const [logon] = ALL;
    expect(logon && grantFor(logon, user)).toBe(statement);
  });
});
