import {
  createCipheriv,
  createDecipheriv,
  createHash,
  pbkdf2,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { promisify } from 'node:util';

/**
 * The server's half of O5LOGON with the 12c verifier (facts/tns.md section 5): both sides prove that they know
 * the password, and neither sends it in clear.
 */
export const VERIFIER_12C = 18453;
const VERIFIER_ROUNDS = 4096;
const SESSION_KEY_ROUNDS = 3;
const SALT_BYTES = 16;
const KEY_PART_BYTES = 32;
const KEY_BYTES = 32;
const BLOCK_BYTES = 16;
const SPEEDY_KEY_LABEL = 'AUTH_PBKDF2_SPEEDY_KEY';
const SERVER_PROOF = 'SERVER_TO_CLIENT';

const derive = promisify(pbkdf2);

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}

// The protocol fixes mode and vector: AES-256-CBC, IV 0; random bytes in front of each secret take the IV's place.
function encrypt(key: Buffer, data: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, Buffer.alloc(BLOCK_BYTES)).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

function decrypt(key: Buffer, data: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-cbc', key, Buffer.alloc(BLOCK_BYTES)).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

function pad(data: Buffer): Buffer {
  const missing = BLOCK_BYTES - (data.length % BLOCK_BYTES);
  return Buffer.concat([data, Buffer.alloc(missing, missing)]);
}

function unpad(data: Buffer): Buffer {
  const padding = data[data.length - 1] ?? 0;
  return padding >= 1 && padding <= BLOCK_BYTES ? data.subarray(0, data.length - padding) : data;
}

export type ChallengeEntry = readonly [key: string, value: string, flags?: number];

/** One login attempt; its salts and key half are used once. */
export class O5Logon {
  private constructor(
    private readonly known: boolean,
    private readonly password: Buffer,
    private readonly verifierSalt: Buffer,
    private readonly passwordKey: Buffer,
    private readonly sessionSalt = randomBytes(SALT_BYTES),
    private readonly serverPart = randomBytes(KEY_PART_BYTES),
  ) {}

  /** `password` undefined: an unknown user, who gets a challenge like everybody and then the same refusal. */
  static async start(password: string | undefined): Promise<O5Logon> {
    const secret = password === undefined ? randomBytes(SALT_BYTES) : Buffer.from(password);
    const salt = randomBytes(SALT_BYTES);
    const labelled = Buffer.concat([salt, Buffer.from(SPEEDY_KEY_LABEL)]);
    const speedyKey = await derive(secret, labelled, VERIFIER_ROUNDS, 64, 'sha512');
    const key = createHash('sha512').update(speedyKey).update(salt).digest().subarray(0, KEY_BYTES);
    return new O5Logon(password !== undefined, secret, salt, key);
  }

  challenge(): ChallengeEntry[] {
    return [
      ['AUTH_SESSKEY', hex(encrypt(this.passwordKey, this.serverPart))],
      ['AUTH_VFR_DATA', hex(this.verifierSalt), VERIFIER_12C],
      ['AUTH_PBKDF2_CSK_SALT', hex(this.sessionSalt)],
      ['AUTH_PBKDF2_VGEN_COUNT', String(VERIFIER_ROUNDS)],
      ['AUTH_PBKDF2_SDER_COUNT', String(SESSION_KEY_ROUNDS)],
    ];
  }

  /** The server's proof (AUTH_SVR_RESPONSE), or undefined when the client did not prove the password. */
  async prove(clientSessionKey: string, encryptedPassword: string): Promise<string | undefined> {
    try {
      const clientPart = decrypt(this.passwordKey, Buffer.from(clientSessionKey, 'hex')).subarray(
        0,
        KEY_PART_BYTES,
      );
      const parts = Buffer.from(hex(Buffer.concat([clientPart, this.serverPart])));
      const key = await derive(parts, this.sessionSalt, SESSION_KEY_ROUNDS, KEY_BYTES, 'sha512');
      const given = unpad(decrypt(key, Buffer.from(encryptedPassword, 'hex'))).subarray(BLOCK_BYTES);
      const equal = given.length === this.password.length && timingSafeEqual(given, this.password);
      if (!this.known || !equal) return undefined;
      return hex(encrypt(key, pad(Buffer.concat([randomBytes(BLOCK_BYTES), Buffer.from(SERVER_PROOF)]))));
    } catch {
      return undefined; // hex or block length is wrong: as bad as a wrong password
    }
  }
}
