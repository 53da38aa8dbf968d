import { createPrivateKey } from 'node:crypto';
import { createAuthority, loadAuthority } from '../../../tls/authority';
import { invalidParameter, missingParameter } from '../serviceError';
import { longSyntax, serviceLevels } from './connectionStrings';
import type { AutonomousDatabaseRecord, WalletAuthority } from './record';
import { zipArchive } from './zipArchive';

const README = `Wallet of an Autonomous Database of the sandbox: not Oracle's software, for clients on this machine only.

ewallet.pem   client certificate, its encrypted key, and the CAs to trust; for drivers that need no Oracle Client (thin mode)
tnsnames.ora  the database's services, all with mutual TLS
sqlnet.ora    the settings that go with them

There is no cwallet.sso, ewallet.p12 or keystore.jks: their formats belong to Oracle's own tools. A client that needs one
connects without a wallet instead (TLS authentication SERVER).
`;
const SQLNET = `WALLET_LOCATION = (SOURCE = (METHOD = file) (METHOD_DATA = (DIRECTORY="?/network/admin")))
SSL_SERVER_DN_MATCH=yes
`;
const MIN_PASSWORD_LENGTH = 8;
const MAX_PASSWORD_LENGTH = 60;

/** "at least 8 characters long and must include at least 1 letter and either 1 numeric character or 1 special character" */
export function checkWalletPassword(password: unknown): asserts password is string {
  if (typeof password !== 'string') throw missingParameter('Missing password');
  const good =
    password.length >= MIN_PASSWORD_LENGTH &&
    password.length <= MAX_PASSWORD_LENGTH &&
    /[A-Za-z]/.test(password) &&
    /[^A-Za-z]/.test(password);
  if (!good)
    throw invalidParameter(
      'The password must be at least 8 characters long and must include at least 1 letter and either 1 numeric character or 1 special character.',
    );
}

export async function newWalletAuthority(owner: string): Promise<WalletAuthority> {
  const { certificatePem, privateKeyPem } = await createAuthority(`${owner} wallets`);
  return { certificate: certificatePem, key: privateKeyPem };
}

export interface WalletContent {
  /** Of the listeners that are to let the wallet in. */
  readonly walletAuthority: WalletAuthority;
  /** Those whose services are listed in it. */
  readonly databases: readonly AutonomousDatabaseRecord[];
  readonly password: string;
  /** PEM of the CA of the listeners' certificates. */
  readonly serverCa: string;
}

/** The bytes of a wallet's ZIP archive, with a new client certificate. */
export async function walletArchive(
  record: AutonomousDatabaseRecord,
  { walletAuthority, databases, password, serverCa }: WalletContent,
): Promise<Buffer> {
  const authority = await loadAuthority(walletAuthority.certificate, walletAuthority.key);
  const client = await authority.issueServerCertificate([`${record.details.dbName}-wallet`]);
  const key = createPrivateKey(client.key)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password })
    .toString();
  return zipArchive({
    README,
    'ewallet.pem': key + client.cert + client.ca + serverCa,
    'sqlnet.ora': SQLNET,
    'tnsnames.ora': databases.map(tnsNames).join(''),
  });
}

function tnsNames(record: AutonomousDatabaseRecord): string {
  const name = record.details.dbName.toLowerCase();
  return serviceLevels(record)
    .map((level) => `${name}_${level} = ${longSyntax(record, level, record.ports.mutual)}\n\n`)
    .join('');
}
