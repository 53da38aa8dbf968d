import { jsonObject, text } from '../diagnose/collect/readings';

/** Where the domain puts the name of an error (facts/oci-iam.md 1.8). */
const MESSAGES = 'urn:ietf:params:scim:api:oracle:idcs:extension:messages:Error';

/** What a domain says of a refusal, which the official provider does not show. */
export interface ScimError {
  /** `error.common.validation.missingReqAttributes`; absent in the plain form. */
  readonly messageId?: string;
  readonly detail?: string;
}

/** Reads the body of a refusal; empty where it is none of SCIM's. */
export function scimError(body: string): ScimError {
  const answer = jsonObject(body);
  const messageId = text((answer?.[MESSAGES] as Record<string, unknown> | undefined)?.messageId);
  const detail = text(answer?.detail);
  return { ...(messageId !== undefined && { messageId }), ...(detail !== undefined && { detail }) };
}

/** One line: `409: Operation failed (error.common.…)`. */
export function describeRefusal(status: number, body: string): string {
  const { messageId, detail } = scimError(body);
  const said = [detail, messageId === undefined ? undefined : `(${messageId})`].filter(Boolean).join(' ');
  return said === '' ? String(status) : `${status}: ${said}`;
}
