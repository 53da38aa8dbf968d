import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';

/** An answer other than the handler's own. */
export interface Problem {
  readonly status: number;
  /** HTTP's reason phrase. */
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In the order of ORDS's printed bodies. */
  readonly body: Readonly<Record<string, string>>;
}

/** Bytes in an execution context id, which ORDS prints in 22 base64url characters. */
const ECID_BYTES = 16;
const REASON_OF_USER_DEFINED_RESOURCE_ERROR = 'User Defined Resource Error';

export const STATUS = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INTERNAL_SERVER_ERROR: 500,
  NOT_IMPLEMENTED: 501,
  SERVICE_UNAVAILABLE: 503,
  /** ORDS's own code: draft-divilly-status-555. */
  USER_DEFINED_RESOURCE_ERROR: 555,
} as const;

/**
 * A problem in the shape of facts/ords.md 10. The bodies of 401 and 404 are printed in public; that the other codes
 * look alike is unsure.
 */
export function problem(status: number, headers: Readonly<Record<string, string>> = {}): Problem {
  const reason = STATUS_CODES[status] ?? 'Error';
  const code = reason.replaceAll(/[^A-Za-z]/g, '');
  return { status, reason, headers, body: { code, message: reason, ...identity(code) } };
}

/** A handler's SQL failed: the body as printed by third parties' test suites. */
export function userDefinedResourceError(oraNumber: number, oraMessage: string): Problem {
  return {
    status: STATUS.USER_DEFINED_RESOURCE_ERROR,
    reason: REASON_OF_USER_DEFINED_RESOURCE_ERROR,
    headers: {},
    body: {
      code: 'UserDefinedResourceError',
      title: REASON_OF_USER_DEFINED_RESOURCE_ERROR,
      message: 'The request could not be processed due to an error in a user defined resource',
      'o:errorCode': 'ORDS-25001',
      cause: `An error occurred when evaluating the SQL statement associated with this resource. SQL Error Code ${oraNumber}, Error Message: ${oraMessage}`,
      action:
        'Ask the user defined resource author to check the SQL statement is correctly formed and executes without error',
      ...identity('UserDefinedResourceError'),
    },
  };
}

function identity(code: string): { type: string; instance: string } {
  return {
    type: `tag:oracle.com,2020:error/${code}`,
    instance: `tag:oracle.com,2020:ecid/${randomBytes(ECID_BYTES).toString('base64url')}`,
  };
}
