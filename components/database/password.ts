import { OrdsError } from '../errors';
import type { Connection } from './database';

/** The password as it is now; undefined where an access token takes its place. */
export function passwordOf({
  password,
  passwordEnv,
}: Pick<Connection, 'password' | 'passwordEnv'>): string | undefined {
  if (passwordEnv === undefined) return password;
  const value = process.env[passwordEnv];
  if (value !== undefined && value !== '' && value === value.trim()) return value;
  throw new OrdsError(
    value
      ? `the password in the environment variable ${passwordEnv} has white space around it`
      : `the environment variable ${passwordEnv} is ${value === undefined ? 'not set' : 'empty'}`,
    {
      code: 'ords.connection.password_env',
      field: 'ords.connection.passwordEnv',
      expected: 'the password of the database user',
      remedy: `set ${passwordEnv} where pulumi runs, for refresh and destroy too, and run the same command again`,
    },
  );
}

/** Everything of a connection that no text may show. */
export function secretsOf(connection: Connection): string[] {
  const { password, passwordEnv, walletPassword, walletContent } = connection;
  const fromEnvironment = passwordEnv === undefined ? undefined : process.env[passwordEnv];
  return [password, fromEnvironment, walletPassword, walletContent].filter(
    (secret): secret is string => secret !== undefined && secret !== '',
  );
}
