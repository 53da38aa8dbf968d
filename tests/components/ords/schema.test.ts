import { openDatabase } from '../../../components/database/oracleDatabase';
import type { Connection } from '../../../components/database/database';
import { UNKNOWN, type Props } from '../../../components/ords/lifecycle/plain';
import { startOracleSandbox, type OracleSandbox, type SandboxOptions } from '../../support/oracleSandbox';
import { Driven } from './support';

jest.setTimeout(60_000);

const PASSWORD = 'First_pass_word1';
const NEXT_PASSWORD = "Second'pass;word2";
const DEFAULTS = {
  defaultTablespace: 'DATA',
  quota: '1024M',
  privileges: ['CREATE PROCEDURE', 'CREATE SEQUENCE', 'CREATE SESSION', 'CREATE TABLE', 'CREATE VIEW'],
  roles: [],
  accountStatus: 'OPEN',
};

/** The administrator of a database, and what a test asks it. */
class Administrator {
  constructor(private readonly sandbox: OracleSandbox) {}

  static async start(options: SandboxOptions): Promise<{ sandbox: OracleSandbox; admin: Administrator }> {
    const sandbox = await startOracleSandbox({ enabled: false, ...options });
    const system = sandbox.database.systemSession();
    for (const sql of [
      'create user admin identified by "Administrator_1"',
      'grant dba, ords_administrator_role to admin',
    ])
      await system.execute({ sql, binds: [] });
    system.close();
    return { sandbox, admin: new Administrator(sandbox) };
  }

  get connection(): Connection {
    return {
      connectString: `127.0.0.1:${this.sandbox.server.port}/freepdb1`,
      user: 'admin',
      password: 'Administrator_1',
    };
  }

  driven(): DrivenSchema {
    return new DrivenSchema(this.connection);
  }

  async run(sql: string): Promise<unknown[][]> {
    const session = this.sandbox.database.openSession('ADMIN');
    try {
      const result = await session.execute({ sql, binds: [] });
      await session.commit();
      return result.kind === 'query' ? (result.rows as unknown[][]) : [];
    } finally {
      session.close();
    }
  }

  /** Logs on as that user and says who it is. */
  async logOn(user: string, password: string): Promise<unknown> {
    const connection = { ...this.connection, user, password };
    const [row] = await openDatabase(connection).rows({
      text: 'catalogue/session_user',
      binds: {},
      purpose: 'log on',
    });
    return row?.USER;
  }

  async exists(user: string): Promise<boolean> {
    return (await this.run(`select username from dba_users where username = '${user}'`)).length === 1;
  }
}

class DrivenSchema extends Driven {
  constructor(private readonly adminConnection: Connection) {
    super('Schema', adminConnection, 'adminConnection');
  }

  /** The reasons why these properties are refused, by property. */
  async refusals(props: Props): Promise<Record<string, string>> {
    const { failures = [] } = await this.provider.check(
      {},
      { adminConnection: this.adminConnection, ...props },
    );
    return Object.fromEntries(failures.map(({ property, reason }) => [property, reason]));
  }
}

describe.each([
  ['19c', { flavour: '19c' }],
  ['23ai', { flavour: '23ai' }],
] as const)('%s', (_name, options) => {
  let sandbox: OracleSandbox;
  let admin: Administrator;
  beforeAll(async () => {
    ({ sandbox, admin } = await Administrator.start(options));
  });
  afterAll(() => sandbox.close());
  afterEach(() => expect(sandbox.log).toEqual([]));

  it('creates a user who can log on and own tables, with no more rights than declared', async () => {
    const own = { name: 'orders', password: PASSWORD, forceDestroy: true };
    const schema = await admin.driven().create(own);
    expect(schema.id).toBe('ords:ORDERS:user');
    expect(schema.outs).toMatchObject({ ...DEFAULTS, name: 'ORDERS', adopted: false });
    expect(schema.outs).not.toHaveProperty('schema');
    const created = schema.outs;
    expect(await schema.refresh()).toBe(true);
    expect(schema.outs).toEqual(created);
    expect(await schema.changes(own)).toBe(false);

    expect(await admin.logOn('orders', PASSWORD)).toBe('ORDERS');
    expect(
      await admin.run("select privilege from dba_sys_privs where grantee = 'ORDERS' order by 1"),
    ).toEqual(DEFAULTS.privileges.map((privilege) => [privilege]));
    expect(
      await admin.run("select tablespace_name, max_bytes from dba_ts_quotas where username = 'ORDERS'"),
    ).toEqual([['DATA', 1_073_741_824]]);

    await schema.delete();
    expect(await admin.exists('ORDERS')).toBe(false);
    await schema.delete();
    expect(await schema.refresh()).toBe(false);
  });

  const changes: [what: string, change: Props][] = [
    ['a quota', { quota: 'unlimited' }],
    ['another quota', { quota: '20m' }],
    ['no quota', { quota: '0M' }],
    ['a tablespace', { defaultTablespace: 'users', quota: '5G' }],
    ['more and fewer privileges', { privileges: ['create session', 'CREATE TRIGGER'] }],
    ['no privileges', { privileges: [] }],
    ['roles', { roles: ['connect', 'RESOURCE'] }],
    ['REST', { restEnabled: true }],
    ['REST by another path', { restEnabled: true, urlMappingPattern: 'store' }],
    ['no REST', {}],
    ['a password', { password: NEXT_PASSWORD }],
    ['no password', { password: undefined }],
    ['a password again', {}],
  ];

  it('makes each change, shows none afterwards, and repairs what others have changed', async () => {
    const own: Props = { name: 'Shop', password: PASSWORD };
    const schema = await admin.driven().create(own);
    for (const [what, change] of changes) {
      const wanted = { ...own, ...change };
      expect([what, await schema.changes(wanted)]).toEqual([what, true]);
      await schema.update(wanted);
      const updated = schema.outs;
      expect(await schema.refresh()).toBe(true);
      expect(schema.outs).toEqual(updated);
      expect([what, await schema.changes(wanted)]).toEqual([what, false]);
    }
    for (const drift of [
      'alter user shop account lock',
      'alter user shop quota unlimited on data',
      'alter user shop default tablespace users',
      'grant create trigger to shop',
      'revoke create table from shop',
      'grant connect to shop',
      'alter user shop no authentication',
      'alter user shop password expire',
      'grant create table to shop with admin option',
    ]) {
      await admin.run(drift);
      const before = schema.outs;
      await schema.refresh();
      expect([drift, await schema.changes(own)]).toEqual([drift, true]);
      await schema.update(own);
      await schema.refresh();
      expect([drift, schema.outs]).toEqual([drift, before]);
      expect(await admin.logOn('shop', PASSWORD)).toBe('SHOP');
    }
    await admin.run('drop user shop cascade');
    expect(await schema.refresh()).toBe(false);
  });

  it('shows a password of a user that is to have none, and a role that may be passed on', async () => {
    const own = { name: 'mute', roles: ['connect'] };
    const schema = await admin.driven().create(own);
    const created = schema.outs;
    for (const drift of [
      `alter user mute identified by "${PASSWORD}"`,
      'grant connect to mute with admin option',
    ]) {
      await admin.run(drift);
      await schema.refresh();
      expect([drift, await schema.changes(own)]).toEqual([drift, true]);
      await schema.update(own);
      await schema.refresh();
      expect([drift, schema.outs]).toEqual([drift, created]);
    }
    await admin.run('drop user mute cascade');
  });

  it('a changed password is the only one that lets anybody in', async () => {
    const schema = await admin.driven().create({ name: 'pass', password: PASSWORD, forceDestroy: true });
    await schema.update({ name: 'pass', password: NEXT_PASSWORD, forceDestroy: true });
    expect(await admin.logOn('pass', NEXT_PASSWORD)).toBe('PASS');
    await expect(admin.logOn('pass', PASSWORD)).rejects.toMatchObject({
      code: 'ords.connection.credentials',
    });
    await schema.delete();
  });

  it('names that have to be quoted stay what they are', async () => {
    const name = '"O\'Brien & é"';
    const schema = await admin.driven().create({ name, password: PASSWORD, forceDestroy: true });
    expect(schema.outs.name).toBe(name);
    expect(await admin.logOn(name, PASSWORD)).toBe("O'Brien & é");
    await schema.delete();
    expect(await admin.exists("O''Brien & é")).toBe(false);
  });

  it('is refused where the user exists, and leaves it as it is', async () => {
    await expect(admin.driven().create({ name: 'PLAIN', password: PASSWORD })).rejects.toMatchObject({
      code: 'ords.user.exists',
      remedy: expect.stringContaining('adopt: true'),
    });
    expect(await admin.logOn('plain', sandbox.connection('PLAIN').password ?? '')).toBe('PLAIN');
  });

  it('takes a user over on request, and never drops it', async () => {
    const told = jest.spyOn(console, 'info').mockImplementation(() => undefined);
    const own = { name: 'other', password: PASSWORD, adopt: true, forceDestroy: true };
    const schema = await admin.driven().create(own);
    expect(schema.outs).toMatchObject({ ...DEFAULTS, adopted: true });
    expect(await admin.logOn('other', PASSWORD)).toBe('OTHER');
    expect(told.mock.calls.flat().join('\n')).toMatch(
      /adopts the database user of schema OTHER: .*password not shown -> as declared/,
    );
    expect(told.mock.calls.flat().join('\n')).not.toContain(PASSWORD);
    told.mockRestore();
    await schema.delete();
    expect(await admin.exists('OTHER')).toBe(true);
  });

  it('leaves the password and the lock of a user that is taken over without a password, also after adopt is gone', async () => {
    const told = jest.spyOn(console, 'info').mockImplementation(() => undefined);
    await admin.run(`create user taken identified by "${NEXT_PASSWORD}" account lock`);
    const schema = await admin.driven().create({ name: 'taken', adopt: true });
    expect(told.mock.calls.flat().join('\n')).not.toMatch(/password|accountStatus|authentication/);
    told.mockRestore();
    const authentication =
      "select authentication_type, account_status from dba_users where username = 'TAKEN'";
    expect(await admin.run(authentication)).toEqual([['PASSWORD', 'LOCKED']]);
    await schema.refresh();
    expect(await schema.changes({ name: 'taken', adopt: true })).toBe(false);

    // The user is not the stack's own because a word has gone from the program.
    const own = { name: 'taken', quota: '20M', forceDestroy: true };
    await schema.update(own);
    expect(schema.outs).toMatchObject({ adopted: true, adopt: false });
    expect(await admin.run(authentication)).toEqual([['PASSWORD', 'LOCKED']]);
    expect(await schema.changes(own)).toBe(false);
    await admin.run('alter user taken account unlock');
    await schema.refresh();
    expect(await schema.changes(own)).toBe(false);
    expect(await admin.logOn('taken', NEXT_PASSWORD)).toBe('TAKEN');
    await schema.delete();
    expect(await admin.exists('TAKEN')).toBe(true);

    await schema.update({ ...own, password: PASSWORD });
    expect(await admin.logOn('taken', PASSWORD)).toBe('TAKEN');
    await admin.run('drop user taken cascade');
  });

  it('does not touch a user of Oracle, with adopt neither', async () => {
    const told = jest.spyOn(console, 'info').mockImplementation(() => undefined);
    for (const adopt of [true, false])
      await expect(admin.driven().create({ name: 'SYS', password: PASSWORD, adopt })).rejects.toMatchObject({
        code: 'ords.user.maintained',
      });
    told.mockRestore();
  });

  it('drops nothing without forceDestroy, and says what would be lost', async () => {
    const schema = await admin.driven().create({ name: 'keep', password: PASSWORD });
    await expect(schema.delete()).rejects.toMatchObject({
      code: 'ords.user.not_dropped',
      message: expect.stringContaining('it owns nothing'),
    });
    for (let table = 1; table <= 12; table += 1)
      await admin.run(`create table keep.t${table} (id number primary key)`);
    await admin.run('create view keep.v as select id from keep.t1');
    await expect(schema.delete()).rejects.toMatchObject({
      code: 'ords.user.not_dropped',
      message: expect.stringMatching(/13 objects would be lost: TABLE T1, TABLE T10, .*, 3 more/),
    });
    await admin.run(`begin
      ords_admin.enable_schema(p_schema => 'KEEP');
      ords_admin.define_module(p_schema => 'KEEP', p_module_name => 'orders', p_base_path => '/orders/');
      commit;
    end;`);
    await expect(schema.delete()).rejects.toMatchObject({
      message: expect.stringMatching(/13 objects would be lost: .*, 3 more; and of ORDS 1 module: orders/),
    });
    expect(await admin.exists('KEEP')).toBe(true);
    // Only what an up has put into the state counts.
    await schema.update({ name: 'keep', password: PASSWORD, forceDestroy: true });
    await schema.delete();
    expect(await admin.exists('KEEP')).toBe(false);
  });

  describe('a user of that name that somebody else has made since', () => {
    const own = { name: 'again', password: PASSWORD, forceDestroy: true };
    let schema: DrivenSchema;
    beforeEach(async () => {
      schema = await admin.driven().create(own);
      await admin.run('drop user again cascade');
      await admin.run(`create user again identified by "${NEXT_PASSWORD}"`);
      await admin.run('grant create session to again');
    });
    afterEach(() => admin.run('drop user again cascade'));

    it('is not dropped, and the former one is gone', async () => {
      const told = jest.spyOn(console, 'info').mockImplementation(() => undefined);
      await schema.delete();
      expect(told.mock.calls.flat().join('\n')).toMatch(/user AGAIN is another one by now.*it stays/);
      told.mockRestore();
      expect(await admin.exists('AGAIN')).toBe(true);
      expect(await schema.refresh()).toBe(false);
    });

    it('is not altered', async () => {
      await expect(schema.update({ ...own, quota: '5G', password: PASSWORD + 'x' })).rejects.toMatchObject({
        code: 'ords.user.another',
        remedy: expect.stringContaining('pulumi up --refresh'),
      });
      expect(await admin.logOn('again', NEXT_PASSWORD)).toBe('AGAIN');
    });
  });

  it('with a state of an earlier release it drops only what a refresh has recorded', async () => {
    const own = { name: 'older', password: PASSWORD, forceDestroy: true };
    const schema = await admin.driven().create(own);
    const { incarnation, ...older } = schema.outs;
    expect(incarnation).toMatch(/^\d+ \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    schema.outs = older;
    await expect(schema.delete()).rejects.toMatchObject({
      code: 'ords.user.not_dropped',
      remedy: expect.stringContaining('pulumi refresh'),
    });
    expect(await admin.exists('OLDER')).toBe(true);
    await schema.refresh();
    expect(schema.outs).toEqual({ ...older, incarnation });
    await schema.delete();
    expect(await admin.exists('OLDER')).toBe(false);
  });

  describe('while another stack has something in it', () => {
    const owner = { stack: 'shop/dev', resource: 'data' };
    const own = { name: 'shared', password: PASSWORD, restEnabled: true, forceDestroy: true, owner };
    const define = (comments: string): Promise<unknown> =>
      admin.run(`begin
        ords_admin.define_module(p_schema => 'SHARED', p_module_name => 'theirs', p_base_path => '/theirs/', p_comments => '${comments}');
        commit;
      end;`);
    const status = "select status from dba_ords_schemas where parsing_schema = 'SHARED'";

    it('the user is not dropped and the schema stays enabled', async () => {
      const told = jest.spyOn(console, 'info').mockImplementation(() => undefined);
      const schema = await admin.driven().create(own);
      await define('Theirs [pulumi-ords shop/prod#0123456789ab theirs]');
      await expect(schema.delete()).rejects.toMatchObject({
        code: 'ords.user.held',
        message: expect.stringContaining('shop/prod'),
      });
      expect(await admin.exists('SHARED')).toBe(true);
      await schema.update({ ...own, restEnabled: false });
      expect(await admin.run(status)).toEqual([['ENABLED']]);
      expect(told.mock.calls.flat().join('\n')).toMatch(/SHARED stays enabled: .* stack shop\/prod/);
      told.mockRestore();
      await define('Theirs [pulumi-ords shop/dev#0123456789ab theirs]');
      await schema.delete();
      expect(await admin.exists('SHARED')).toBe(false);
    });

    it('what is this stack’s own keeps nothing enabled', async () => {
      const schema = await admin.driven().create(own);
      await define('[pulumi-ords shop/dev#0123456789ab theirs]');
      await schema.update({ ...own, restEnabled: false });
      expect(await admin.run(status)).toEqual([['DISABLED']]);
      await schema.delete();
    });
  });

  it('another database under the same name of a user is not taken for this one', async () => {
    const own = { name: 'moved', password: PASSWORD };
    const schema = await admin.driven().create(own);
    const elsewhere = await Administrator.start(options);
    try {
      const other = { adminConnection: elsewhere.admin.connection };
      await expect(schema.update({ ...own, ...other })).rejects.toMatchObject({
        code: 'ords.connection.other_database',
      });
      await elsewhere.admin.run('create user moved no authentication');
      await expect(schema.update({ ...own, ...other })).rejects.toMatchObject({
        code: 'ords.connection.other_database',
      });
      expect(elsewhere.sandbox.log).toEqual([]);
    } finally {
      await elsewhere.sandbox.close();
    }
    // The same database by another name is the same user.
    const { connectString } = admin.connection;
    const renamed = { ...admin.connection, connectString: connectString.replace('127.0.0.1', 'localhost') };
    await schema.update({ ...own, adminConnection: renamed });
    await admin.run('drop user moved cascade');
  });

  it('enables the schema for ORDS, and takes it away from ORDS before the user goes', async () => {
    const own = { name: 'rest', password: PASSWORD, restEnabled: true, forceDestroy: true };
    const schema = await admin.driven().create(own);
    const mapping = "select pattern, status from dba_ords_schemas where parsing_schema = 'REST'";
    expect(await admin.run(mapping)).toEqual([['rest', 'ENABLED']]);
    await admin.run("begin ords_admin.enable_schema(p_schema => 'REST', p_enabled => false); commit; end;");
    await schema.refresh();
    expect(await schema.changes(own)).toBe(true);
    await schema.update(own);
    expect(await admin.run(mapping)).toEqual([['rest', 'ENABLED']]);
    await schema.delete();
    expect(await admin.run(mapping)).toEqual([]);
  });

  it('does not enable a schema over a published module that ORDS kept of a former user', async () => {
    await admin.driven().create({ name: 'former', password: PASSWORD });
    await admin.run(`begin
      ords_admin.enable_schema(p_schema => 'FORMER');
      ords_admin.define_module(p_schema => 'FORMER', p_module_name => 'old', p_base_path => '/old/', p_status => 'PUBLISHED');
      ords_admin.enable_schema(p_schema => 'FORMER', p_enabled => false);
      commit;
    end;`);
    await admin.run('drop user former cascade');
    await expect(
      admin.driven().create({ name: 'former', password: PASSWORD, restEnabled: true }),
    ).rejects.toMatchObject({ code: 'ords.user.would_open', message: expect.stringContaining('"old"') });
    expect(await admin.exists('FORMER')).toBe(false);
  });

  it.each([
    ['enabled', true],
    ['disabled', false],
  ])('does not make a user for whom ORDS kept a published module in an %s schema', async (_name, enabled) => {
    await admin.driven().create({ name: 'left', password: PASSWORD });
    await admin.run(`begin
      ords_admin.enable_schema(p_schema => 'LEFT');
      ords_admin.define_module(p_schema => 'LEFT', p_module_name => 'old', p_base_path => '/old/', p_status => 'PUBLISHED');
      ords_admin.enable_schema(p_schema => 'LEFT', p_enabled => ${enabled});
      commit;
    end;`);
    await admin.run('drop user "LEFT" cascade');
    await expect(admin.driven().create({ name: 'left', password: PASSWORD })).rejects.toMatchObject({
      code: 'ords.user.would_open',
      message: expect.stringContaining('"old"'),
    });
    expect(await admin.exists('LEFT')).toBe(false);
    await admin.run("begin ords_admin.drop_rest_for_schema('LEFT'); commit; end;");
  });

  const failing: [what: string, props: Props, code: string][] = [
    ['an unknown tablespace', { defaultTablespace: 'NOWHERE' }, 'ords.user.tablespace'],
    ['an unknown privilege', { privileges: ['CREATE SESSION', 'CREATE HAVOC'] }, 'ords.user.privilege'],
    ['an unknown role', { roles: ['NOBODY'] }, 'ords.user.role'],
  ];
  it.each(failing)('leaves no user behind after %s', async (_what, props, code) => {
    const failed = admin.driven().create({ name: 'halfway', password: PASSWORD, ...props });
    await expect(failed).rejects.toMatchObject({ code });
    await expect(failed).rejects.not.toMatchObject({ message: expect.stringContaining(PASSWORD) });
    expect(await admin.exists('HALFWAY')).toBe(false);
  });

  describe('a password in the environment', () => {
    const own = { name: 'env', passwordEnv: 'TEST_SCHEMA_PASSWORD', forceDestroy: true };
    afterEach(() => delete process.env.TEST_SCHEMA_PASSWORD);

    it('is not in the state, and is set again with another version', async () => {
      process.env.TEST_SCHEMA_PASSWORD = PASSWORD;
      const schema = await admin.driven().create(own);
      expect(JSON.stringify(schema.outs)).not.toContain(PASSWORD);
      process.env.TEST_SCHEMA_PASSWORD = NEXT_PASSWORD;
      expect(await schema.changes(own)).toBe(false);
      await schema.update({ ...own, passwordVersion: '2' });
      expect(await admin.logOn('env', NEXT_PASSWORD)).toBe('ENV');
      await schema.delete();
    });

    it('is an error where it is missing, before anything is made', async () => {
      await expect(admin.driven().create(own)).rejects.toMatchObject({
        code: 'ords.connection.password_env',
      });
      expect(await admin.exists('ENV')).toBe(false);
    });
  });
});

describe('what is refused before anything is called', () => {
  const connection = { connectString: 'h/s', user: 'admin', password: 'x' };
  const schema = new DrivenSchema(connection);
  const secret = 'a"secret"word';

  it.each<[property: string, props: Props, reason: RegExp]>([
    ['name', { name: '' }, /is required/],
    ['name', { name: 'ADMIN' }, /the user that adminConnection logs on as/],
    ['name', { name: `"${'x'.repeat(130)}"` }, /128/],
    ['password', { password: '' }, /must not be empty/],
    ['password', { password: secret }, /double quote/],
    ['password', { password: ` ${PASSWORD}` }, /white space/],
    ['passwordEnv', { passwordEnv: 'not a name' }, /name of an environment variable/],
    ['passwordEnv', { password: PASSWORD, passwordEnv: 'X' }, /cannot stand beside password/],
    ['quota', { quota: '5K' }, /unlimited, or a whole number/],
    ['quota', { quota: '-1M' }, /unlimited, or a whole number/],
    ['privileges', { privileges: ['DBA'] }, /put a role under roles/],
    ['privileges', { privileges: ['ALL PRIVILEGES'] }, /one by one/],
    ['privileges', { privileges: ['CREATE SESSION to x; --'] }, /system privileges such as/],
    ['privileges', { privileges: ['SELECT ON EMPLOYEES'] }, /system privileges such as/],
    ['privileges', { privileges: ['CREATE TABLE WITH ADMIN OPTION'] }, /system privileges such as/],
    ['urlMappingPattern', { urlMappingPattern: 'a' }, /restEnabled: true/],
    ['urlMappingPattern', { restEnabled: true, urlMappingPattern: 'a/b' }, /one path segment/],
    ['accountStatus', { accountStatus: 'LOCKED' }, /"OPEN"/],
    ['adminConnection.user', { adminConnection: { ...connection, user: '' } }, /is required/],
    ['other', { other: 1 }, /not an argument of Schema/],
  ])('%s of %j', async (property, props, reason) => {
    const refused = await schema.refusals({ name: 'orders', ...props });
    expect(refused[property]).toMatch(reason);
    expect(JSON.stringify(refused)).not.toMatch(/secret|First_pass/);
  });

  it('values that are not known yet pass', async () => {
    const unknown = UNKNOWN;
    expect(
      await schema.refusals({
        name: unknown,
        password: unknown,
        quota: unknown,
        restEnabled: true,
        roles: [unknown],
      }),
    ).toEqual({});
    expect(await schema.refusals({ adminConnection: unknown, name: 'orders' })).toEqual({});
  });

  it('lists have no order, and sizes one spelling', async () => {
    const [one, other] = await Promise.all([
      schema.check({
        name: 'Orders',
        quota: '2g',
        privileges: ['create view', 'CREATE TABLE'],
        roles: ['a', '"b"'],
      }),
      schema.check({
        name: 'ORDERS',
        quota: '2048M',
        privileges: ['CREATE TABLE', 'CREATE VIEW'],
        roles: ['"b"', 'A'],
      }),
    ]);
    expect(one).toEqual(other);
  });
});
