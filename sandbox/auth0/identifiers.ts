import { randomBytes, randomInt } from 'node:crypto';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const URL_SAFE = ALPHANUMERIC + '-_';

// Lengths and alphabets: facts/auth0.md 2.2 to 2.4.
export const newResourceServerId = (): string => randomBytes(12).toString('hex');
export const newClientId = (): string => text(32, ALPHANUMERIC);
export const newClientSecret = (): string => text(64, URL_SAFE);
export const newGrantId = (): string => 'cgr_' + text(16, ALPHANUMERIC);
export const newCredentialId = (): string => 'cred_' + text(22, ALPHANUMERIC);
export const newSigningSecret = (): string => text(32, URL_SAFE);
export const newKeyId = (): string => text(21, URL_SAFE);
export const newUserId = (): string => 'auth0|' + randomBytes(12).toString('hex');
export const newOpaqueToken = (): string => text(32, URL_SAFE);
export const newTokenId = (): string => text(22, ALPHANUMERIC);

function text(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
