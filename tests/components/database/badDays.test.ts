import type { Connection } from '../../../components/database/database';
import { openDatabase } from '../../../components/database/oracleDatabase';
import { closeDatabases } from '../../../components/database/pools';
import { CallFaults } from '../../../sandbox/oracle/callFaults';
import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';

const faults = new CallFaults();
let sandbox: OracleSandbox;
beforeAll(async () => {
  sandbox = await startOracleSandbox({ faults });
});
afterAll(() => sandbox.close());
afterEach(async () => {
  faults.clear();
  await sandbox.server.meetConnections('accept');
  await closeDatabases();
});

const PURPOSE = 'read the roles of schema ORDSDEMO';
const read = (connection: Connection = sandbox.connection()) =>
  openDatabase(connection).rows({ text: 'jwt_profile/read', binds: {}, purpose: PURPOSE });

/** The error that the read ends in: one line, with what was being done and the next step. */
async function failure(connection?: Connection): Promise<{ code: string; message: string }> {
  const error = await read(connection).then(
    () => undefined,
    (thrown: unknown) => thrown as { code: string; message: string },
  );
  expect(error?.message).toContain(`cannot ${PURPOSE}: `);
  expect(error?.message).toContain('Next: ');
  expect(error?.message).not.toContain('\n');
  return error ?? { code: '', message: '' };
}

describe('a listener that refuses', () => {
  it.each([
    [12514, 'the service is not registered yet'],
    [12516, 'no handler is free'],
    [12528, 'the instance is starting'],
  ])('ORA-%i passes: %s', async (refuse) => {
    await sandbox.server.meetConnections({ refuse, times: 2 });
    expect(await read()).toEqual([]);
  });

  it.each([
    [{ refuse: 12514 }, 'ords.connection.service'],
    [{ refuse: 12516 }, 'ords.connection.no_room'],
    ['silent', 'ords.connection.unreachable'],
  ] as const)('%j for good is an error, and no obstacle afterwards', async (how, code) => {
    await sandbox.server.meetConnections(how);
    expect(await failure()).toMatchObject({ code });
    await sandbox.server.meetConnections('accept');
    expect(await read()).toEqual([]);
  });

  it('that takes connections and never answers: the time to connect ends it', async () => {
    await sandbox.server.meetConnections('stalled');
    const connection = { ...sandbox.connection(), connectTimeoutSeconds: 1 };
    expect(await failure(connection)).toMatchObject({
      code: 'ords.connection.unreachable',
      message: expect.stringContaining('raise connectTimeoutSeconds'),
    });
    await sandbox.server.meetConnections('accept');
    expect(await read(connection)).toEqual([]);
  });
});

describe('an account that may not log on', () => {
  it.each([
    ['account lock', 'account unlock', 'ords.connection.locked', 'ORA-28000'],
    ['password expire', 'identified by "Owner_of_rest_1"', 'ords.connection.password_expired', 'ORA-28001'],
  ])('%s', async (change, repair, code, number) => {
    await system(`alter user ordsdemo ${change}`);
    try {
      expect(await failure()).toMatchObject({ code, message: expect.stringContaining(number) });
    } finally {
      await system(`alter user ordsdemo ${repair}`);
    }
    expect(await read()).toEqual([]);
  });
});

describe('a database that restarts', () => {
  async function restart(): Promise<void> {
    await sandbox.server.meetConnections('silent');
    sandbox.server.dropConnections();
    await sandbox.server.meetConnections('accept');
  }

  it('between two calls: the second one logs on again', async () => {
    await read();
    await restart();
    expect(await read()).toEqual([]);
  });

  it('in the middle of a call: it is made again', async () => {
    faults.holds.plan({ match: 'user_ords_jwt_profile', moment: 'after' });
    const reading = read();
    await faults.holds.waiting();
    await restart();
    expect(await reading).toEqual([]);
  });
});

describe('a slow database', () => {
  it('is waited for', async () => {
    faults.slow({ match: 'user_ords_jwt_profile', milliseconds: 200 });
    expect(await read({ ...sandbox.connection(), callTimeoutSeconds: 2 })).toEqual([]);
  });

  it('that never answers: the time for a call ends it, and the next call works', async () => {
    faults.holds.plan({ match: 'user_ords_jwt_profile' });
    const connection = { ...sandbox.connection(), callTimeoutSeconds: 1 };
    expect(await failure(connection)).toMatchObject({ code: 'ords.connection.call_timeout' });
    expect(await read(connection)).toEqual([]);
  });

  it('whose connections break again and again: it gives up', async () => {
    faults.drop({ match: 'user_ords_jwt_profile', moment: 'before', times: 100 });
    expect(await failure()).toMatchObject({ code: 'ords.connection.lost' });
  });
});

async function system(sql: string): Promise<void> {
  const session = sandbox.database.systemSession();
  await session.execute({ sql, binds: [] });
  session.close();
}
