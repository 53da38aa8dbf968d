import { quote } from '../../rules/text';
import type { Reading } from '../facts';
import type { HttpAnswer } from '../http';
import { failed, jsonObject, object, skipped, text, unexpected } from './readings';

export const CHECK_CLOUD = 'check the cloud: azuread:environment, or ARM_METADATA_HOSTNAME';
/** With this code a 403 is about a right (facts/entra.md 1.6). */
const NO_RIGHT = 'Authorization_RequestDenied';
const LONGEST_CODE = 60;

/** An answer of Microsoft Graph that is no success. Its code is shown, never its message, which may repeat what was sent. */
export function refusedByGraph(url: string, answer: HttpAnswer): Reading<never> {
  const unread = unexpected('idp.management', url, answer, remedyFor(answer));
  const code = codeOf(answer);
  return failed(code === undefined ? unread : { ...unread, message: `${unread.message} ${code}` });
}

/** A 403; a client without the right is no failure. */
export function withoutRight(clientId: string, right: string, answer: HttpAnswer): Reading<never> {
  const code = codeOf(answer);
  const other = code === undefined || code === quote(NO_RIGHT) ? '' : ` (403 ${code})`;
  return skipped(`client ${quote(clientId)} lacks ${right} on Microsoft Graph${other}`);
}

function codeOf({ status, body }: HttpAnswer): string | undefined {
  if (status < 400 || status > 499) return undefined;
  const code = text(object(jsonObject(body)?.error)?.code);
  return code ? quote(code.slice(0, LONGEST_CODE)) : undefined;
}

function remedyFor({ status }: HttpAnswer): string {
  if (status === 429)
    return 'the directory takes no more requests for now: wait, then run the same command again';
  if (status === 401)
    return 'check tenant id and credentials of the environment, or run the same command again later';
  if (status === 404) return CHECK_CLOUD;
  if (status >= 400 && status <= 499)
    return 'Microsoft Graph does not take this request: look its code up in the documentation of Microsoft Graph';
  return 'run the same command again later';
}
