import { OraError } from '../../oraError';

/**
 * What the ORDS packages raise. Numbers marked unsure have no source (facts/ords.md 5): callers must not build on them.
 */
export const METADATA_OWNER = 'ORDS_METADATA';

/** facts/ords.md 5; seen for unknown modules (PUBLISH_MODULE) and roles (DEFINE_PRIVILEGE), taken over for other parents (unsure). */
export function noDataFound(): OraError {
  return new OraError(1403, 'no data found');
}

/** facts/ords.md 5; the number is known, its text is unsure. */
export function schemaNotEnabled(schema: string): OraError {
  return new OraError(20012, `The schema ${schema} is not enabled for Oracle REST Data Services`);
}

/** facts/ords.md 5. */
export function mappingOfEnabledSchema(): OraError {
  return new OraError(
    20049,
    'Cannot alter the url mapping while the schema is enabled. Try disabling the schema first.',
  );
}

/** Unsure: no source says how two schemas with one URL mapping are refused. */
export function mappingTaken(pattern: string): OraError {
  return new OraError(20050, `The url mapping ${pattern} is already in use by another schema`);
}

/** Unsure: no source says how an unknown database user is refused. */
export function unknownUser(user: string): OraError {
  return new OraError(1918, `user '${user}' does not exist`);
}

export function insufficientPrivileges(): OraError {
  return new OraError(1031, 'insufficient privileges');
}

/** As ORDS_METADATA.REST_PARAMS_SOURCE_TYPE_CK shows (facts/ords.md 3), violations reach the caller as they are. */
export function checkViolated(constraint: string): OraError {
  return new OraError(2290, `check constraint (${METADATA_OWNER}.${constraint}) violated`);
}

/** Unsure: duplicates have no source; they are taken to reach the caller as check violations do. */
export function uniqueViolated(constraint: string): OraError {
  return new OraError(1, `unique constraint (${METADATA_OWNER}.${constraint}) violated`);
}

export function cannotBeNull(table: string, column: string): OraError {
  return new OraError(1400, `cannot insert NULL into ("${METADATA_OWNER}"."${table}"."${column}")`);
}

export function numericOrValueError(): OraError {
  return new OraError(6502, 'PL/SQL: numeric or value error');
}

/** The rule is documented (facts/ords.md 1), the number and text are unsure. */
export function jwkUrlNotHttps(): OraError {
  return new OraError(20060, 'The JWK URL must begin with https://');
}

/** The limit is documented (facts/ords.md 1), the number and text are unsure. */
export function skewTooLarge(maximum: number): OraError {
  return new OraError(20061, `The allowed skew must not exceed ${maximum} seconds`);
}

/** Unsure: SECDRAFT shows a JSON pointer with a leading slash; whether ORDS checks it is not known. */
export function roleClaimNotPointer(): OraError {
  return new OraError(20062, 'The role claim name must be a JSON pointer');
}
