import type { JsonObject } from '../../../identity/json';

const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';
const IDCS_ERROR_SCHEMA = 'urn:ietf:params:scim:api:oracle:idcs:extension:messages:Error';

/** A refusal of the administration API, in the shape of facts/oci-iam.md 1.8; `status` is a text there. */
export class ScimError extends Error {
  constructor(
    readonly statusCode: number,
    detail: string,
    readonly messageId?: string,
  ) {
    super(detail);
    this.name = 'ScimError';
  }

  body(): JsonObject {
    const { message, statusCode, messageId } = this;
    const common = { detail: message, status: String(statusCode) };
    // Where the sheet knows no messageId, the plain form is sent, which it knows too.
    if (messageId === undefined) return { schemas: [ERROR_SCHEMA], ...common };
    return { schemas: [ERROR_SCHEMA, IDCS_ERROR_SCHEMA], ...common, [IDCS_ERROR_SCHEMA]: { messageId } };
  }
}

export const unauthorizedAccess = (): ScimError =>
  new ScimError(
    401,
    'Operation failed due to unauthorized access.',
    'error.common.exception.unauthorizedAccess',
  );

/** [?] body and wording. */
export const forbidden = (): ScimError =>
  new ScimError(403, 'You are not authorized to perform this operation.');

/** [?] body and wording. */
export const notFound = (resourceType: string, id: string): ScimError =>
  new ScimError(404, `The ${resourceType} with ID ${id} does not exist.`);

export const missingAttributes = (names: readonly string[]): ScimError =>
  new ScimError(
    400,
    `Missing required attribute(s): ${names.join(',')}.`,
    'error.common.validation.missingReqAttributes',
  );

export const badReference = (from: string, resourceType: string, id: string): ScimError =>
  new ScimError(
    400,
    `${from} references a ${resourceType} with ID ${id} that does not exist.`,
    'error.common.validation.invalidReferenceResource',
  );

export const tooLong = (attribute: string, limit: number): ScimError =>
  new ScimError(
    400,
    `${attribute} is longer than ${limit} characters.`, // [?] wording
    'error.common.validation.stringExceedsMaxLimit',
  );

/** [?] wording; the sheet knows no messageId for it. */
export const invalidValue = (attribute: string, expected: string): ScimError =>
  new ScimError(400, `${attribute} is not valid: ${expected}.`);

/** [?] body and wording; the status is that of the documentation. */
export const duplicate = (resourceType: string, attribute: string): ScimError =>
  new ScimError(409, `There is a ${resourceType} with the same ${attribute} already.`);

export const invalidFilter = (detail: string): ScimError => new ScimError(400, `Invalid filter: ${detail}.`); // [?]
export const invalidPatch = (detail: string): ScimError =>
  new ScimError(400, `Invalid PATCH request: ${detail}.`); // [?]
