import type { Connection, Meaning } from './database';
import type { DriverFailure } from './driverErrors';

/** What a refused password or token means; the remedy depends on where it came from. */
export function credentialsMeaning(connection: Connection): Meaning {
  const { connectString, user, passwordEnv, accessTokenFile } = connection;
  const code = 'ords.connection.credentials';
  if (accessTokenFile !== undefined) {
    return {
      code,
      field: 'ords.connection.accessTokenFile',
      summary: `the database refused the access token in "${accessTokenFile}"`,
      remedy: `check that it is for this database, that ${user} is identified globally as whom it stands for, and that the database takes tokens of this kind: select value from v$parameter where name = 'identity_provider_type'`,
    };
  }
  const summary = `the database refused user "${user}" or the password`;
  const check = `check both: sqlplus ${user}@${connectString}`;
  if (passwordEnv !== undefined) {
    return {
      code,
      field: 'ords.connection.passwordEnv',
      summary: `${summary} in the environment variable ${passwordEnv}`,
      remedy: `${check}; set ${passwordEnv} to the password of today and run the same command again`,
    };
  }
  return {
    code,
    field: 'ords.connection.password',
    summary,
    remedy: `${check}; if it was changed lately, refresh still uses the old one from the state: pulumi up --refresh=false stores the new one`,
  };
}

/** What a failure of TLS, of a wallet, of a token or of a tnsnames.ora means; undefined when it is none of these. */
export function logonMeaning(failure: DriverFailure, connection: Connection): Meaning | undefined {
  const has = (...codes: string[]): boolean => codes.some((code) => failure.codes.includes(code));
  const { connectString } = connection;

  if (has('NJS-084', 'NJS-087', 'NJS-168')) {
    return {
      code: 'ords.connection.access_token',
      field: 'ords.connection.accessTokenFile',
      summary: `the access token in "${connection.accessTokenFile ?? ''}" is not there any more, or has expired`,
      remedy:
        'have a new token written there, e.g. with oci iam db-token get, and run the same command again',
    };
  }
  if (has('NJS-516', 'NJS-517', 'NJS-520')) {
    const folder = connection.configDirectory ?? connection.walletDirectory;
    return {
      code: 'ords.connection.connect_string',
      field: folder === undefined ? 'ords.connection.connectString' : 'ords.connection.configDirectory',
      summary: `"${connectString}" was looked for in a tnsnames.ora and not found`,
      remedy:
        'write the name as it stands in tnsnames.ora and set configDirectory to its folder, or write host:port/service_name, tcps://host:port/service_name or a full (description=...)',
    };
  }
  const wallet = walletField(connection);
  if (wallet !== undefined && has('NJS-505', 'NJS-529')) {
    return {
      code: 'ords.connection.wallet',
      field: `ords.connection.${wallet}`,
      summary: 'the wallet could not be opened',
      remedy:
        'check walletPassword (the one given when the wallet was downloaded, not that of the user), and that its ewallet.pem holds a private key and its certificate: openssl pkey -in ewallet.pem -noout',
    };
  }
  if (/alert (certificate required|handshake failure|unknown ca|bad certificate)/i.test(failure.text)) {
    return {
      code: 'ords.connection.client_certificate',
      field: `ords.connection.${wallet ?? 'walletDirectory'}`,
      summary: `"${connectString}" asks for a certificate of the client (mutual TLS), and ${wallet === undefined ? 'there is none' : 'did not take that of the wallet'}`,
      remedy:
        wallet === undefined
          ? 'give the wallet of the database as walletDirectory or walletContent, or use the connect string for TLS without wallet'
          : 'give the wallet of this very database, downloaded after its last rotation',
    };
  }
  if (has('NJS-505', 'NJS-506', 'NJS-507', 'NJS-508')) {
    return {
      code: 'ords.connection.tls',
      field: 'ords.connection.connectString',
      summary: `the certificate of "${connectString}" was not accepted`,
      remedy:
        wallet === undefined
          ? 'set NODE_EXTRA_CA_CERTS to the certificate authority of the database before pulumi starts, or give its wallet, and check the host name'
          : 'check that the wallet is that of this very database, and the host name',
    };
  }
  return undefined;
}

function walletField({ walletDirectory, walletContent, walletPassword }: Connection): string | undefined {
  if (walletDirectory === undefined && walletContent === undefined) return undefined;
  if (walletPassword !== undefined) return 'walletPassword';
  return walletDirectory === undefined ? 'walletContent' : 'walletDirectory';
}
