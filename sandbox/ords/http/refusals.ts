import { problem, STATUS, type Problem } from './problem';

const REALM = 'Oracle REST Data Services';

/** A token that was not accepted: header and body as observed (facts/ords.md 10). */
export function invalidToken(): Problem {
  return problem(STATUS.UNAUTHORIZED, {
    'WWW-Authenticate': `Bearer realm="${REALM}", error="invalid_token"`,
  });
}

/** No token at all. No reliable source for the header: the observed realm, and no error code (RFC 6750 3.1). */
export function tokenRequired(): Problem {
  return problem(STATUS.UNAUTHORIZED, { 'WWW-Authenticate': `Bearer realm="${REALM}"` });
}

/** A good token without the right. With 401 it looks like a refused token; the 403 form has no source and follows RFC 6750. */
export function insufficientRights(status: 401 | 403): Problem {
  if (status === STATUS.UNAUTHORIZED) return invalidToken();
  return problem(STATUS.FORBIDDEN, {
    'WWW-Authenticate': `Bearer realm="${REALM}", error="insufficient_scope"`,
  });
}
