import type { Statement } from '../../../components/database/database';
import { driverFailure, isLost, isPassing, translate } from '../../../components/database/driverErrors';
import { OrdsError } from '../../../components/errors';

const connection = { connectString: 'db:1521/pdb', user: 'hr', password: 'Very_secret_1' };
const statement: Statement = { text: 'role/create', binds: {}, purpose: 'create role "r" of schema HR' };
const administrator = { ...statement, schema: 'OTHER' };

function driverError(message: string, code?: string): Error {
  return Object.assign(new Error(message), { code: code ?? /^[A-Z]+-\d+/.exec(message)?.[0] });
}

describe.each([
  ['ORA-01017: invalid credential or not authorized; logon denied', 'ords.connection.credentials'],
  ['ORA-28000: The account is locked.', 'ords.connection.locked'],
  ['ORA-28001: the account has expired.', 'ords.connection.password_expired'],
  ['ORA-28150: proxy not authorized to connect as client', 'ords.rights.missing'],
  ['ORA-01045: user HR lacks CREATE SESSION privilege; logon denied', 'ords.rights.missing'],
  [
    'NJS-518: cannot connect to Oracle Database. Service "x" is not registered with the listener',
    'ords.connection.service',
  ],
  ['ORA-12514: TNS:listener does not currently know of service', 'ords.connection.service'],
  [
    'NJS-503: connection to host db port 1521 could not be established.\nconnect ECONNREFUSED',
    'ords.connection.unreachable',
  ],
  [
    'NJS-530: The host addresses or URLs provided by the connect string are incorrect',
    'ords.connection.unreachable',
  ],
  ['NJS-510: connection to host db port 1521 timed out', 'ords.connection.unreachable'],
  ['NJS-123: call timeout of 30000 ms exceeded', 'ords.connection.call_timeout'],
  ['NJS-505: unable to initiate TLS connection', 'ords.connection.tls'],
  ['NJS-500: connection to the Oracle Database was broken\nORA-03113: end-of-file', 'ords.connection.lost'],
  ['ORA-20012: Schema HR is not enabled', 'ords.schema.not_enabled'],
  ['ORA-20049: Cannot alter the url mapping while the schema is enabled.', 'ords.schema.mapping_locked'],
  [
    "ORA-06550: line 6, column 5:\nPLS-00201: identifier 'ORDS.CREATE_ROLE' must be declared",
    'ords.rights.missing',
  ],
  [
    "ORA-06550: line 6, column 5:\nPLS-00302: component 'DELETE_JWT_PROFILE' must be declared",
    'ords.version.unsupported',
  ],
  ['ORA-00942: table or view does not exist', 'ords.rights.missing'],
  ['ORA-00001: unique constraint (ORDS_METADATA.X) violated', 'ords.object.exists'],
  ['ORA-01403: no data found', 'ords.object.unknown'],
  ['ORA-00060: deadlock detected while waiting for resource', 'ords.database.busy'],
  ['ORA-20999: something else', 'ords.database.error'],
])('%j', (message, code) => {
  it(`is ${code}, with Oracle's own words and a next step`, () => {
    const error = translate(driverError(message), connection, statement) as OrdsError;
    expect(error).toBeInstanceOf(OrdsError);
    expect(error).toMatchObject({ code, remedy: expect.stringMatching(/\w/) });
    expect(error.message).toContain(/^[A-Z]+-\d+/.exec(message)?.[0]);
    expect(error.message).toContain('create role "r" of schema HR');
  });
});

it('names the package and the grant that is missing', () => {
  const text =
    "ORA-06550: line 9, column 5:\nPLS-00201: identifier 'ORDS_ADMIN.CREATE_ROLE' must be declared";
  expect(translate(driverError(text), connection, administrator)).toMatchObject({
    message: expect.stringContaining('HR may not use ORDS_ADMIN.CREATE_ROLE'),
    remedy: expect.stringContaining('grant ords_administrator_role to HR'),
  });
});

it('names the right that a package with the rights of its caller needs', () => {
  const text = 'ORA-06598: insufficient INHERIT PRIVILEGES privilege';
  expect(translate(driverError(text), connection, administrator)).toMatchObject({
    code: 'ords.rights.missing',
    remedy: expect.stringContaining('grant inherit privileges on user hr to ords_metadata'),
  });
});

it('never shows the password, even when the driver does', () => {
  const error = translate(driverError('NJS-515: cannot parse hr/Very_secret_1@db'), connection) as Error;
  expect(error.message).not.toContain('Very_secret_1');
});

const certificate =
  'NJS-506: TLS handshake failure.\nwrite EPROTO ssl3_read_bytes:sslv3 alert handshake failure';
it.each([
  ['ORA-01017: denied', { passwordEnv: 'DB_PASSWORD' }, 'credentials', 'passwordEnv'],
  ['ORA-01017: denied', { accessTokenFile: '/t' }, 'credentials', 'accessTokenFile'],
  ['NJS-168: access token function failed.', { accessTokenFile: '/t' }, 'access_token', 'accessTokenFile'],
  ['NJS-087: access token has expired', { accessTokenFile: '/t' }, 'access_token', 'accessTokenFile'],
  ['NJS-505: bad decrypt', { walletDirectory: '/w' }, 'wallet', 'walletDirectory'],
  ['NJS-505: bad decrypt', { walletContent: 'x', walletPassword: 'y' }, 'wallet', 'walletPassword'],
  ['NJS-506: self-signed certificate', { walletDirectory: '/w' }, 'tls', 'connectString'],
  [certificate, {}, 'client_certificate', 'walletDirectory'],
  [certificate, { walletContent: 'x' }, 'client_certificate', 'walletContent'],
  ['NJS-516: no configuration directory', {}, 'connect_string', 'connectString'],
  ['NJS-520: tnsnames.ora not found', { configDirectory: '/c' }, 'connect_string', 'configDirectory'],
])('%j with %j is %s at %s', (message, more, code, field) => {
  expect(translate(driverError(message), { ...connection, ...more }, statement)).toMatchObject({
    code: `ords.connection.${code}`,
    field: `ords.connection.${field}`,
    remedy: expect.stringMatching(/\w/),
  });
});

it.each(['passwordEnv', 'walletPassword', 'walletContent'])(
  'never shows what is secret of %s',
  (property) => {
    process.env['PULUMI_ORDS_TEST_SHOWN'] = 'Very_secret_2';
    const value = property === 'passwordEnv' ? 'PULUMI_ORDS_TEST_SHOWN' : 'Very_secret_2';
    const error = translate(driverError('NJS-505: with Very_secret_2 of PULUMI_ORDS'), {
      connectString: 'db:1521/pdb',
      user: 'hr',
      [property]: value,
    }) as Error;
    delete process.env['PULUMI_ORDS_TEST_SHOWN'];
    expect(error.message).toContain('NJS-505: with *** of PULUMI_ORDS');
  },
);

it('a meaning of the call itself comes first', () => {
  const own = { 1403: { code: 'ords.role.unknown', summary: 's', remedy: 'r' } };
  expect(
    translate(driverError('ORA-01403: no data found\nORA-06512: at line 1'), connection, {
      ...statement,
      meanings: own,
    }),
  ).toMatchObject({ code: 'ords.role.unknown' });
});

it('a fault of our own code stays what it is', () => {
  const fault = Object.assign(new TypeError('x is not a function'), { code: 'ERR_INVALID_ARG_TYPE' });
  expect(translate(fault, connection, statement)).toBe(fault);
});

it('knows what may be repeated', () => {
  // A database that is being restarted is not registered with its listener for a while.
  expect(isPassing(driverFailure(driverError('NJS-518: not registered with the listener')))).toBe(true);
  expect(
    isPassing(
      driverFailure(
        driverError('ORA-06550: line 1\nORA-04020: deadlock detected while trying to lock object'),
      ),
    ),
  ).toBe(true);
  expect(isLost(driverFailure(driverError('NJS-501: connection lost contact with the server')))).toBe(true);
  for (const text of ['ORA-01017: denied', 'NJS-503: refused\nconnect ECONNREFUSED 127.0.0.1:1']) {
    const failure = driverFailure(driverError(text));
    expect([isLost(failure), isPassing(failure)]).toEqual([false, false]);
  }
});
