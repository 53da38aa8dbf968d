import { createCipheriv, createDecipheriv, createHash, pbkdf2Sync, randomBytes } from 'node:crypto';
import { O5Logon } from '../../../../../sandbox/oracle/tns/login/o5logon';

/** The client's half, written from facts/tns.md section 5. */
function clientAnswer(challenge: ReadonlyMap<string, string>, password: string) {
  const value = (key: string): string => challenge.get(key) ?? '';
  const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();
  const salt = Buffer.from(value('AUTH_VFR_DATA'), 'hex');
  const rounds = Number(value('AUTH_PBKDF2_VGEN_COUNT'));
  const label = Buffer.from('AUTH_PBKDF2_SPEEDY_KEY');
  const speedy = pbkdf2Sync(password, Buffer.concat([salt, label]), rounds, 64, 'sha512');
  const key = createHash('sha512').update(speedy).update(salt).digest().subarray(0, 32);
  const cipher = (k: Buffer, data: Buffer, padding: boolean): Buffer => {
    const c = createCipheriv('aes-256-cbc', k, Buffer.alloc(16)).setAutoPadding(padding);
    return Buffer.concat([c.update(data), c.final()]);
  };
  const decipher = (k: Buffer, data: Buffer, padding: boolean): Buffer => {
    const d = createDecipheriv('aes-256-cbc', k, Buffer.alloc(16)).setAutoPadding(padding);
    return Buffer.concat([d.update(data), d.final()]);
  };
  const serverPart = decipher(key, Buffer.from(value('AUTH_SESSKEY'), 'hex'), false);
  const clientPart = randomBytes(32);
  const combo = pbkdf2Sync(
    hex(Buffer.concat([clientPart, serverPart])),
    Buffer.from(value('AUTH_PBKDF2_CSK_SALT'), 'hex'),
    Number(value('AUTH_PBKDF2_SDER_COUNT')),
    32,
    'sha512',
  );
  return {
    sessionKey: hex(cipher(key, clientPart, false)),
    password: hex(cipher(combo, Buffer.concat([randomBytes(16), Buffer.from(password)]), true)),
    readProof: (proof: string) => decipher(combo, Buffer.from(proof, 'hex'), true).subarray(16).toString(),
  };
}

async function challenged(stored: string | undefined) {
  const logon = await O5Logon.start(stored);
  const challenge = new Map(logon.challenge().map(([key, value]) => [key, value] as const));
  return { logon, challenge };
}

describe('O5LOGON', () => {
  it.each(['tiger', 'S3cret#Pwd', 'pässwörd ☃', 'x'.repeat(16), 'y'.repeat(100)])(
    'accepts the right password %j and proves itself',
    async (password) => {
      const { logon, challenge } = await challenged(password);
      const client = clientAnswer(challenge, password);
      const proof = await logon.prove(client.sessionKey, client.password);
      expect(proof).toHaveLength(96);
      expect(client.readProof(proof ?? '')).toBe('SERVER_TO_CLIENT');
    },
  );

  it.each([
    ['another password', 'tiger', 'lion'],
    ['a longer password', 'tiger', 'tigers'],
    ['an empty password', 'tiger', ''],
    ['an unknown user', undefined, 'tiger'],
  ])('refuses %s', async (_, stored, given) => {
    const { logon, challenge } = await challenged(stored);
    const client = clientAnswer(challenge, given);
    expect(await logon.prove(client.sessionKey, client.password)).toBeUndefined();
  });

  it.each(['', 'zz', '00', '0'.repeat(96), 'F'.repeat(64)])('refuses garbage %j', async (garbage) => {
    const { logon } = await challenged('tiger');
    expect(await logon.prove(garbage, garbage)).toBeUndefined();
  });

  it('challenges an unknown user exactly as a known one', async () => {
    const shape = async (stored: string | undefined) =>
      [...(await challenged(stored)).challenge].map(([key, value]) => [key, value.length]);
    expect(await shape(undefined)).toEqual(await shape('tiger'));
  });
});
