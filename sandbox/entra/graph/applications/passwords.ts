import { randomBytes, randomUUID } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../../identity/json';
import type { Application, PasswordCredential } from '../../tenantState';
import { badRequest } from '../graphError';
import { secondsOf } from './newApplication';

const DEFAULT_YEARS = 2;
const HINT_LENGTH = 3;

/** A new secret of an application: the answer shows its text, and nothing ever does again. Throws GraphError. */
export function addPassword(application: Application, body: unknown, now: Date): JsonObject {
  const wanted =
    isJsonObject(body) && isJsonObject(body['passwordCredential']) ? body['passwordCredential'] : {};
  const start = timeOf(wanted['startDateTime'], 'startDateTime') ?? now;
  const end = timeOf(wanted['endDateTime'], 'endDateTime') ?? yearsAfter(start);
  if (end <= start) throw badRequest('Key credential end date is invalid.'); // [?] wording
  const text = newSecretText();
  const { displayName } = wanted;
  const credential: PasswordCredential = {
    customKeyIdentifier: null,
    displayName: typeof displayName === 'string' ? displayName : null,
    endDateTime: secondsOf(end),
    hint: text.slice(0, HINT_LENGTH),
    keyId: randomUUID(),
    secretText: null,
    startDateTime: secondsOf(start),
  };
  application.properties.passwordCredentials.push(credential);
  application.secrets[credential.keyId] = text;
  return { ...credential, secretText: text };
}

/** Throws GraphError for a key that the application does not have. */
export function removePassword(application: Application, body: unknown): void {
  const keyId = isJsonObject(body) ? String(body['keyId']) : '';
  const { passwordCredentials } = application.properties;
  if (!passwordCredentials.some((credential) => credential.keyId === keyId))
    throw badRequest(`No password credential found with keyId '${keyId}'.`); // [?] code and wording
  application.properties.passwordCredentials = passwordCredentials.filter(
    (credential) => credential.keyId !== keyId,
  );
  delete application.secrets[keyId];
}

function timeOf(value: JsonObject[string], name: string): Date | undefined {
  if (value === undefined || value === null) return undefined;
  const time = new Date(String(value));
  if (Number.isNaN(time.getTime())) throw badRequest(`Invalid value specified for property '${name}'.`); // [?]
  return time;
}

function yearsAfter(start: Date): Date {
  const end = new Date(start);
  end.setUTCFullYear(end.getUTCFullYear() + DEFAULT_YEARS);
  return end;
}

/** 40 characters, `8Q~` after the third, as recent secrets look. */
function newSecretText(): string {
  const text = randomBytes(30).toString('base64url');
  return `${text.slice(0, 3)}8Q~${text.slice(3, 37)}`;
}
