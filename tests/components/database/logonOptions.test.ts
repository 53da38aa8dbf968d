import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import oracledb from 'oracledb';

import { connectionKey } from '../../../components/database/connection';
import type { Connection } from '../../../components/database/database';
import { logonOptions } from '../../../components/database/logonOptions';
import { checkTokenUser } from '../../../components/database/tokenUser';

const VARIABLE = 'PULUMI_ORDS_TEST_PASSWORD';
const base = { connectString: 'tcps://db.example.com:1522/pdb', user: 'hr' };
const PEM = '-----BEGIN PRIVATE KEY-----\nVery_secret_key\n-----END PRIVATE KEY-----\n';

let folder: string;
const inFolder = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'logon-options-'));
  writeFileSync(inFolder('ewallet.pem'), PEM);
  writeFileSync(inFolder('tnsnames.ora'), `orders_tp = ${descriptor('db.example.com')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => delete process.env[VARIABLE]);

function descriptor(host: string): string {
  return `(description=(address=(protocol=tcps)(port=1522)(host=${host}))(connect_data=(service_name=pdb))(security=(ssl_server_dn_match=yes)))`;
}

/** An access token as the driver looks at it; nobody signed it. */
function token(expiresIn: number, extra: object = {}): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + expiresIn;
  return `${part({ alg: 'RS256' })}.${part({ ...extra, exp })}.c2lnbmF0dXJl`;
}

function refusalOf(connection: Connection): unknown {
  try {
    logonOptions(connection);
  } catch (error) {
    return error;
  }
  return undefined;
}

/** The driver checks what it is given, and resolves names, when a pool is made; it connects only for the first session. */
async function accepted(connection: Connection): Promise<oracledb.Pool> {
  const pool = await oracledb.createPool({ ...logonOptions(connection), poolMin: 0, poolIncrement: 1 });
  await pool.close(0);
  return pool;
}

describe('the options of the driver', () => {
  it.each([
    ['TLS without wallet', {}, {}],
    [
      'a full description',
      { connectString: descriptor('db.example.com') },
      { connectString: descriptor('db.example.com') },
    ],
    ['a proxy user', { user: 'deployer[hr]' }, { user: 'deployer[hr]' }],
    ['the text of a wallet', { walletContent: PEM }, { walletContent: PEM }],
    [
      'the text of an encrypted wallet',
      { walletContent: PEM, walletPassword: 'Wallet_1' },
      { walletContent: PEM, walletPassword: 'Wallet_1' },
    ],
  ])('%s', async (_what, given, expected) => {
    const connection = { ...base, password: 'Very_secret_1', ...given };
    expect(logonOptions(connection)).toEqual({ ...base, password: 'Very_secret_1', ...expected });
    await accepted(connection);
  });

  it('a wallet in a folder, with its tnsnames.ora', async () => {
    const connection = { ...base, password: 'x', walletDirectory: folder, walletPassword: 'Wallet_1' };
    expect(logonOptions(connection)).toEqual({
      ...base,
      password: 'x',
      walletLocation: folder,
      walletPassword: 'Wallet_1',
      configDir: folder,
    });
    await accepted({ ...connection, connectString: 'orders_tp' });
    await expect(accepted({ ...connection, connectString: 'orders_low' })).rejects.toThrow('NJS-517');
  });

  it('a tnsnames.ora of its own goes before that of the wallet', async () => {
    const connection = { ...base, password: 'x', walletDirectory: folder, configDirectory: inFolder('none') };
    expect(logonOptions(connection)).toMatchObject({ walletLocation: folder, configDir: inFolder('none') });
    await accepted({ ...base, password: 'x', connectString: 'ORDERS_TP', configDirectory: folder });
  });

  it('a folder without ewallet.pem is named', () => {
    expect(refusalOf({ ...base, password: 'x', walletDirectory: inFolder('none') })).toMatchObject({
      code: 'ords.connection.wallet',
      field: 'ords.connection.walletDirectory',
      message: expect.stringContaining(`"${inFolder('none/ewallet.pem')}" cannot be read (ENOENT)`),
      remedy: expect.stringContaining('configDirectory'),
    });
  });
});

describe('passwordEnv', () => {
  const connection = { ...base, passwordEnv: VARIABLE };

  it('is read each time', () => {
    process.env[VARIABLE] = 'Of_yesterday_1';
    expect(logonOptions(connection)).toEqual({ ...base, password: 'Of_yesterday_1' });
    process.env[VARIABLE] = 'Of_today_1';
    expect(logonOptions(connection)).toEqual({ ...base, password: 'Of_today_1' });
  });

  it.each([
    [undefined, 'is not set'],
    ['', 'is empty'],
    ['Very_secret_1\n', 'white space around it'],
  ])('%j is an error that names the variable', (value, what) => {
    if (value !== undefined) process.env[VARIABLE] = value;
    const error = refusalOf(connection);
    expect(error).toMatchObject({
      code: 'ords.connection.password_env',
      field: 'ords.connection.passwordEnv',
      message: expect.stringContaining(VARIABLE),
      remedy: expect.stringContaining(VARIABLE),
    });
    expect((error as Error).message).toContain(what);
    expect((error as Error).message).not.toContain('Very_secret_1');
  });
});

describe('accessTokenFile', () => {
  const at = (name: string, text: string, more: object = {}): Connection => {
    writeFileSync(inFolder(name), text);
    return { ...base, accessTokenFile: inFolder(name), ...more };
  };

  it('goes to the driver as a callback, without user and password, and is read anew', async () => {
    const first = token(60);
    const connection = at('oauth', `${first}\n`);
    const options = logonOptions(connection);
    expect(options).toEqual({
      connectString: base.connectString,
      externalAuth: true,
      homogeneous: true,
      accessToken: expect.any(Function),
      sessionCallback: expect.any(Function),
    });
    const read = options.accessToken as () => string;
    expect(read()).toBe(first);
    const second = token(120);
    writeFileSync(inFolder('oauth'), second);
    expect(read()).toBe(second);
    await accepted(connection);
  });

  it('names the user to work as, for a proxy', async () => {
    const connection = at('proxy', token(60), { user: 'deployer[hr]' });
    expect(logonOptions(connection)).toMatchObject({ user: '[hr]' });
    await accepted(connection);
  });

  it('of OCI IAM comes with its key', async () => {
    const own = mkdtempSync(join(folder, 'db-token-'));
    writeFileSync(join(own, 'oci_db_key.pem'), PEM);
    writeFileSync(join(own, 'token'), token(60));
    const connection = { ...base, accessTokenFile: join(own, 'token') };
    const read = logonOptions(connection).accessToken as () => unknown;
    expect(read()).toEqual({ token: expect.stringMatching(/^ey/), privateKey: PEM });
    await accepted(connection);
  });

  it.each([
    ['expired', token(-60, { secret: 'Very_secret_1' }), 'expired at 2'],
    ['empty', '', 'holds no access token'],
    ['garbage', 'Very_secret_1.Very_secret_1.Very_secret_1', 'holds no access token'],
    ['two', `${token(60)}\n${token(60)}`, 'holds no access token'],
    ['endless', token(Number.NaN), 'holds no access token'],
  ])('%s is refused, and not shown', (name, text, what) => {
    const error = refusalOf(at(name, text)) as Error;
    expect(error).toMatchObject({
      code: 'ords.connection.access_token',
      field: 'ords.connection.accessTokenFile',
      message: expect.stringContaining(inFolder(name)),
    });
    expect(error.message).toContain(what);
    expect(error.message).not.toMatch(/Very_secret_1|ey[A-Z]/);
  });

  it('is missing', () => {
    expect(refusalOf({ ...base, accessTokenFile: inFolder('nowhere') })).toMatchObject({
      code: 'ords.connection.access_token',
      message: expect.stringContaining('ENOENT'),
    });
  });

  it.each([
    ['hr', 'HR', true],
    ['deployer[hr]', 'HR', true],
    ['"Hr"', 'Hr', true],
    ['hr', 'ADMIN', false],
    ['hr', undefined, false],
  ])('of user %s, mapped to %s: allowed %s', async (user, mapped, allowed) => {
    const session = { execute: () => Promise.resolve({ rows: mapped === undefined ? [] : [[mapped]] }) };
    const answer = await new Promise((resolve) => {
      checkTokenUser({ ...base, user })(session as unknown as oracledb.Connection, '', resolve);
    });
    if (allowed) expect(answer).toBeUndefined();
    else expect(answer).toMatchObject({ code: 'ords.connection.token_user', field: 'ords.connection.user' });
  });
});

describe('the key of a connection', () => {
  const secrets = { password: 'Very_secret_1', walletContent: PEM, walletPassword: 'Very_secret_2' };
  const full: Connection = {
    ...base,
    ...secrets,
    passwordEnv: VARIABLE,
    accessTokenFile: '/t',
    walletDirectory: '/w',
    configDirectory: '/c',
    connectTimeoutSeconds: 1,
    callTimeoutSeconds: 2,
  };

  it.each(Object.keys(full))('differs by %s, and shows nothing', (property) => {
    const other = { ...full, [property]: property.endsWith('Seconds') ? 9 : 'another' };
    expect(connectionKey(other)).not.toBe(connectionKey(full));
    expect(connectionKey({ ...full })).toBe(connectionKey(full));
    expect(connectionKey(full)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs by what the variable holds', () => {
    const before = connectionKey(full);
    process.env[VARIABLE] = 'Very_secret_3';
    expect(connectionKey(full)).not.toBe(before);
  });
});
