import type { Connection } from '../../database/database';
import type { Checker } from './checker';
import { isUnknown } from './plain';

const TIMEOUT_MAX = 3_600;
const CREDENTIALS = /^[^/@()]+\/[^@]*@/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Where the password, or what takes its place, may come from. */
const SOURCES = ['password', 'passwordEnv', 'accessTokenFile'] as const;
const ONE_SOURCE = 'give exactly one of password, passwordEnv and accessTokenFile';

/** The connection of a resource. Of what is wrong with it only user and paths are shown. */
export function checkConnection(checker: Checker): Connection {
  return checker.secretObject('connection', (entry) => {
    checkOneSource(entry);
    const connectTimeoutSeconds = entry.integer('connectTimeoutSeconds', { min: 1, max: TIMEOUT_MAX });
    const callTimeoutSeconds = entry.integer('callTimeoutSeconds', { min: 1, max: TIMEOUT_MAX });
    return {
      connectString: checkConnectString(entry),
      user: checkUser(entry),
      ...given('password', entry.text('password', { secret: true })),
      ...given('passwordEnv', checkVariable(entry)),
      ...given('accessTokenFile', checkPath(entry, 'accessTokenFile')),
      ...checkWallet(entry),
      ...given('configDirectory', checkPath(entry, 'configDirectory')),
      ...(connectTimeoutSeconds !== undefined && { connectTimeoutSeconds }),
      ...(callTimeoutSeconds !== undefined && { callTimeoutSeconds }),
    };
  });
}

function given<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });
}

function isGiven(entry: Checker, property: string): boolean {
  const value = entry.value(property);
  return value !== undefined && value !== '';
}

function checkOneSource(entry: Checker): void {
  const [first, second] = SOURCES.filter((source) => isGiven(entry, source));
  if (first === undefined) entry.fail('password', `is required and must not be empty; ${ONE_SOURCE}`);
  else if (second !== undefined) entry.fail(second, `cannot stand beside ${first}; ${ONE_SOURCE}`);
}

function checkConnectString(entry: Checker): string {
  const connectString = entry.text('connectString', { required: true, secret: true });
  if (isUnknown(connectString)) return connectString;
  if (CREDENTIALS.test(connectString)) {
    entry.fail(
      'connectString',
      'must not carry user and password; write them to connection.user and connection.password',
    );
  } else if (isGiven(entry, 'accessTokenFile') && isClear(connectString)) {
    entry.fail(
      'connectString',
      'would send the access token unencrypted; write tcps://host:port/service_name, or (protocol=tcps) in the description',
    );
  }
  return connectString;
}

/** Without TLS, as far as that can be told: what a name stands for is known only where its tnsnames.ora is. */
function isClear(connectString: string): boolean {
  if (connectString.startsWith('(')) {
    const protocols = [...connectString.matchAll(/\(\s*protocol\s*=\s*(\w+)/gi)].map(([, name]) => name);
    return protocols.length === 0 || protocols.some((name) => name?.toLowerCase() !== 'tcps');
  }
  return /[:/]/.test(connectString) && !/^tcps:\/\//i.test(connectString);
}

function checkUser(entry: Checker): string {
  const user = entry.value('user');
  if (typeof user === 'string' && /^[^"]*\//.test(user)) {
    entry.fail('user', 'must not carry the password; write it to connection.password');
    return '';
  }
  return entry.text('user', { required: true });
}

// A password written here by mistake must not be shown either.
function checkVariable(entry: Checker): string | undefined {
  const name = entry.text('passwordEnv', { secret: true });
  if (name === undefined || isUnknown(name) || VARIABLE.test(name)) return name;
  entry.fail(
    'passwordEnv',
    'must be the name of an environment variable (letters, digits and _), such as ORDS_PASSWORD, and not the password',
  );
  return name;
}

function checkPath(entry: Checker, property: string): string | undefined {
  const path = entry.text(property);
  if (path?.startsWith('~'))
    entry.fail(property, `begins with ~, which only a shell replaces; write the path in full`);
  return path;
}

function checkWallet(
  entry: Checker,
): Pick<Connection, 'walletDirectory' | 'walletContent' | 'walletPassword'> {
  const directory = checkPath(entry, 'walletDirectory');
  const content = entry.text('walletContent', { free: true, secret: true });
  const password = entry.text('walletPassword', { secret: true });
  if (content !== undefined && directory !== undefined) {
    entry.fail('walletContent', 'cannot stand beside walletDirectory; give one of them');
  } else if (content !== undefined && !isUnknown(content) && !content.includes('-----BEGIN ')) {
    entry.fail('walletContent', 'must be the text of ewallet.pem, with its -----BEGIN ...----- lines');
  }
  if (password !== undefined && !isGiven(entry, 'walletDirectory') && !isGiven(entry, 'walletContent')) {
    entry.fail(
      'walletPassword',
      'has no wallet to open; give walletDirectory or walletContent, or leave it out',
    );
  }
  return {
    ...given('walletDirectory', directory),
    ...given('walletContent', content),
    ...given('walletPassword', password),
  };
}
