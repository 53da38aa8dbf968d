import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { StateFolder } from '../state/folder';
import { newOcid } from './ocid';

/** The account of the one who runs Pulumi: what `~/.oci/config` or OCI_* variables hold on a real machine. */
export interface Operator {
  readonly tenancyId: string;
  readonly userId: string;
  /** MD5 of the public key, as the console shows it for an API key. */
  readonly fingerprint: string;
  readonly region: string;
  /** Where the operator creates things; the root compartment (the tenancy's OCID) works too. */
  readonly compartmentId: string;
  /** PEM (PKCS #8) without a passphrase. */
  readonly privateKeyPem: string;
  /** For the signatures of the requests. */
  readonly publicKey: KeyObject;
}

/** What operator.json holds; the key has a file of its own, which OCI_private_key_path names. */
type OperatorIdentity = Pick<Operator, 'tenancyId' | 'userId' | 'region' | 'compartmentId'>;

const KEY_BITS = 2048;
export const REGION = 'eu-frankfurt-1';
const FINGERPRINT_PAIRS = /..(?=.)/g;

/** Takes some hundred ms of another thread: whoever starts early does other work meanwhile. */
export async function createOperator(): Promise<Operator> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: KEY_BITS });
  return operatorOf(
    {
      tenancyId: newOcid('tenancy'),
      userId: newOcid('user'),
      region: REGION,
      compartmentId: newOcid('compartment'),
    },
    privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
}

/** The operator of an earlier start, or a new one, which is kept in the folder. */
export async function openOperator(folder: StateFolder): Promise<Operator> {
  const identity = folder.read(folder.operator);
  const privateKeyPem = folder.read(folder.operatorKey);
  if (identity !== undefined && privateKeyPem !== undefined)
    return operatorOf(JSON.parse(identity) as OperatorIdentity, privateKeyPem);
  const operator = await createOperator();
  const { tenancyId, userId, region, compartmentId } = operator;
  folder.write(folder.operatorKey, operator.privateKeyPem);
  folder.write(folder.operator, JSON.stringify({ tenancyId, userId, region, compartmentId }, null, 2));
  return operator;
}

/** `<tenancy>/<user>/<fingerprint>`, as a request's signature names its key. */
export function keyIdOf({ tenancyId, userId, fingerprint }: Operator): string {
  return `${tenancyId}/${userId}/${fingerprint}`;
}

function operatorOf(identity: OperatorIdentity, privateKeyPem: string): Operator {
  const publicKey = createPublicKey(createPrivateKey(privateKeyPem));
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const fingerprint = createHash('md5').update(der).digest('hex').replace(FINGERPRINT_PAIRS, '$&:');
  return { ...identity, fingerprint, privateKeyPem, publicKey };
}
