/** A procedure that the library calls, with the arguments that it names. */
export interface Call {
  /** Of one's own schema; an administrator calls the package of the same name with _ADMIN. */
  readonly package: 'ORDS' | 'ORDS_SECURITY';
  readonly procedure: string;
  readonly arguments: readonly string[];
}

/** By class of resource. A test compares this with the texts under `sql/`. */
export const CALLS: Readonly<Record<string, readonly Call[]>> = {
  Schema: [
    ords('ENABLE_SCHEMA', 'P_ENABLED', 'P_URL_MAPPING_TYPE', 'P_URL_MAPPING_PATTERN'),
    ords('DROP_REST_FOR_SCHEMA'),
  ],
  EnabledSchema: [
    ords('ENABLE_SCHEMA', 'P_ENABLED', 'P_URL_MAPPING_TYPE', 'P_URL_MAPPING_PATTERN', 'P_AUTO_REST_AUTH'),
  ],
  Role: [ords('CREATE_ROLE', 'P_ROLE_NAME'), ords('DELETE_ROLE', 'P_ROLE_NAME')],
  Module: [
    ords('DEFINE_MODULE', 'P_MODULE_NAME', 'P_BASE_PATH', 'P_ITEMS_PER_PAGE', 'P_STATUS', 'P_COMMENTS'),
    ords(
      'DEFINE_TEMPLATE',
      ...['P_MODULE_NAME', 'P_PATTERN', 'P_PRIORITY', 'P_ETAG_TYPE', 'P_ETAG_QUERY', 'P_COMMENTS'],
    ),
    ords(
      'DEFINE_HANDLER',
      ...['P_MODULE_NAME', 'P_PATTERN', 'P_METHOD', 'P_SOURCE_TYPE', 'P_SOURCE', 'P_ITEMS_PER_PAGE'],
      ...['P_MIMES_ALLOWED', 'P_COMMENTS'],
    ),
    ords(
      'DEFINE_PARAMETER',
      ...['P_MODULE_NAME', 'P_PATTERN', 'P_METHOD', 'P_NAME', 'P_BIND_VARIABLE_NAME', 'P_SOURCE_TYPE'],
      ...['P_PARAM_TYPE', 'P_ACCESS_METHOD', 'P_COMMENTS'],
    ),
    ords('DELETE_MODULE', 'P_MODULE_NAME'),
    ords('SET_MODULE_PRIVILEGE', 'P_MODULE_NAME', 'P_PRIVILEGE_NAME'),
  ],
  Privilege: [
    ords(
      'DEFINE_PRIVILEGE',
      ...['P_PRIVILEGE_NAME', 'P_ROLES', 'P_PATTERNS', 'P_MODULES', 'P_LABEL', 'P_DESCRIPTION', 'P_COMMENTS'],
    ),
    // By position: it is P_NAME, where every other procedure says P_PRIVILEGE_NAME (facts/ords.md 3).
    ords('DELETE_PRIVILEGE'),
  ],
  ModuleProtection: [
    ords('SET_MODULE_PRIVILEGE', 'P_MODULE_NAME', 'P_PRIVILEGE_NAME'),
    ords('PUBLISH_MODULE', 'P_MODULE_NAME', 'P_STATUS'),
  ],
  JwtProfile: [
    {
      package: 'ORDS_SECURITY',
      procedure: 'CREATE_JWT_PROFILE',
      arguments: ['P_ISSUER', 'P_AUDIENCE', 'P_JWK_URL', 'P_DESCRIPTION', 'P_ALLOWED_SKEW', 'P_ALLOWED_AGE'],
    },
    { package: 'ORDS_SECURITY', procedure: 'DELETE_JWT_PROFILE', arguments: [] },
  ],
};

/** What role mode needs besides (facts/ords.md 1: announced with 25.1, documented from 26.3). */
export const ROLE_CLAIM = 'P_ROLE_CLAIM_NAME';

function ords(procedure: string, ...names: string[]): Call {
  return { package: 'ORDS', procedure, arguments: names };
}
