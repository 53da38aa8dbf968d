import { canonicalName, dictionaryName, sessionUser } from '../../database/connection';
import type { Checker } from './checker';
import { NAME_MAX } from './limits';
import { isUnknown, unordered } from './plain';
import { checkPathSegment } from './urlMapping';

/** What a Schema declares, in canonical form. */
export interface SchemaInputs {
  readonly password?: string;
  readonly passwordEnv?: string;
  readonly passwordVersion?: string;
  /** As the dictionary writes it. */
  readonly defaultTablespace: string;
  /** `unlimited`, or whole megabytes: `1024M`. */
  readonly quota: string;
  readonly privileges: readonly string[];
  /** As the dictionary writes them. */
  readonly roles: readonly string[];
  /**
   * Always OPEN in a program; a refresh shows another one as a difference. Left out, and so left alone, for a user that was taken over
   * and has no password declared.
   */
  readonly accountStatus?: string;
  /** PASSWORD where one is declared, otherwise NONE; as the dictionary writes it. Left out where `accountStatus` is. */
  readonly authentication?: string;
  /** True or absent. */
  readonly restEnabled?: boolean;
  readonly urlMappingPattern?: string;
  readonly forceDestroy?: boolean;
}

/** The tablespace for users' data of every Autonomous Database. */
const DEFAULT_TABLESPACE = 'DATA';
/** Much for tables of a REST API, and little beside the 20 GB of an always-free database: no handler fills it up. */
const DEFAULT_QUOTA = '1G';
/** What a schema with tables and REST modules uses; the docstring of `SchemaArgs.privileges` has each reason. */
export const DEFAULT_PRIVILEGES: readonly string[] = [
  'CREATE PROCEDURE',
  'CREATE SEQUENCE',
  'CREATE SESSION',
  'CREATE TABLE',
  'CREATE VIEW',
];
/** Bytes; longest name of Oracle, and longest password of its releases. */
const ORACLE_NAME_MAX = 128;
const PASSWORD_MAX = 1_024;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** The only system privilege of one word that is granted to users; every other single word is a role. */
const SINGLE_WORD = ['ADVISOR'];

/** @param schema - the name of the user, in its shortest SQL spelling. */
export function checkSchemaInputs(checker: Checker, schema: string): SchemaInputs {
  checkName(checker, schema);
  const passwordVersion = checker.text('passwordVersion', { max: NAME_MAX });
  const forceDestroy = checker.flag('forceDestroy');
  const password = checkPassword(checker);
  const authentication = isDeclared(password) ? 'PASSWORD' : 'NONE';
  return {
    ...password,
    ...(passwordVersion !== undefined && { passwordVersion }),
    defaultTablespace: checkTablespace(checker),
    quota: checkQuota(checker),
    privileges: checkPrivileges(checker),
    roles: checkRoles(checker),
    accountStatus: checker.oneOf('accountStatus', ['OPEN']) ?? 'OPEN',
    authentication: checker.oneOf('authentication', [authentication]) ?? authentication,
    ...checkMapping(checker, schema),
    ...(forceDestroy === true && { forceDestroy }),
  };
}

/** Whether the program says how the user logs on. */
export function isDeclared({
  password,
  passwordEnv,
}: Pick<SchemaInputs, 'password' | 'passwordEnv'>): boolean {
  return password !== undefined || passwordEnv !== undefined;
}

/** What is declared of a user that was there before: without a password in the program its owner goes on logging on as ever. */
export function ofAdoptedUser(inputs: SchemaInputs): SchemaInputs {
  if (isDeclared(inputs)) return inputs;
  const { accountStatus: _status, authentication: _authentication, ...declared } = inputs;
  return declared;
}

function checkName(checker: Checker, schema: string): void {
  const connection = checker.value('connection') as { user?: unknown } | undefined;
  const user: unknown = isUnknown(connection) ? undefined : connection?.user;
  const name = checker.value('schema');
  if (name === undefined || name === '') checker.fail('schema', 'is required and must not be empty');
  else if (isUnknown(schema) || typeof user !== 'string' || isUnknown(user)) return;
  else if (dictionaryName(schema) === sessionUser(user))
    checker.fail(
      'schema',
      `is the user that adminConnection logs on as, found ${JSON.stringify(schema)}; expected another user, which it is to create`,
    );
  else if (/["\0]/.test(dictionaryName(schema)))
    checker.fail('schema', 'contains a double quote or a null character, which no name of Oracle may');
}

function checkPassword(checker: Checker): Pick<SchemaInputs, 'password' | 'passwordEnv'> {
  const given = checker.value('password');
  const password = checker.text('password', { secret: true, maxBytes: PASSWORD_MAX });
  if (given === '')
    checker.fail('password', 'must not be empty; leave it out for a user without one (NO AUTHENTICATION)');
  else if (password?.includes('"') === true && !isUnknown(password))
    checker.fail('password', 'contains a double quote, which no password of Oracle may');
  const passwordEnv = checker.text('passwordEnv', { secret: true });
  if (passwordEnv !== undefined && !isUnknown(passwordEnv) && !VARIABLE.test(passwordEnv))
    checker.fail(
      'passwordEnv',
      'must be the name of an environment variable (letters, digits and _), such as ORDERS_PASSWORD, and not the password',
    );
  if (password !== undefined && passwordEnv !== undefined)
    checker.fail('passwordEnv', 'cannot stand beside password; give one of them');
  return {
    ...(password !== undefined && { password }),
    ...(passwordEnv !== undefined && { passwordEnv }),
  };
}

function checkTablespace(checker: Checker): string {
  const tablespace = checker.text('defaultTablespace', { maxBytes: ORACLE_NAME_MAX }) ?? DEFAULT_TABLESPACE;
  return isUnknown(tablespace) ? tablespace : dictionaryName(tablespace);
}

/** Oracle keeps bytes, and shows them; megabytes come back as they went in. */
function checkQuota(checker: Checker): string {
  const quota = checker.text('quota') ?? DEFAULT_QUOTA;
  if (isUnknown(quota) || /^unlimited$/i.test(quota)) return isUnknown(quota) ? quota : 'unlimited';
  const [, size = '', unit = ''] = /^(\d{1,9})([MG])$/i.exec(quota) ?? [];
  if (size === '') {
    checker.fail(
      'quota',
      `must be unlimited, or a whole number of megabytes or gigabytes such as 500M or 2G, found ${JSON.stringify(quota)}`,
    );
    return DEFAULT_QUOTA;
  }
  return `${Number(size) * (unit.toUpperCase() === 'G' ? 1_024 : 1)}M`;
}

function checkPrivileges(checker: Checker): readonly string[] {
  const privileges = checker.names('privileges', ORACLE_NAME_MAX) ?? DEFAULT_PRIVILEGES;
  if (isUnknown(privileges)) return privileges;
  const upper = privileges.map((privilege) => (isUnknown(privilege) ? privilege : privilege.toUpperCase()));
  for (const privilege of upper) {
    if (isUnknown(privilege)) continue;
    const found = `found ${JSON.stringify(privilege)}`;
    // ON COMMIT REFRESH is a system privilege, SELECT ON EMPLOYEES is none.
    if (!/^[A-Z]+( [A-Z]+)*$/.test(privilege) || / (ON|WITH) /.test(privilege))
      checker.fail(
        'privileges',
        `must be system privileges such as CREATE TABLE, ${found}; what concerns one object is granted by its owner, and none may be passed on`,
      );
    else if (privilege === 'ALL PRIVILEGES')
      checker.fail('privileges', `must be named one by one, ${found}; a schema needs few of them`);
    else if (!privilege.includes(' ') && !SINGLE_WORD.includes(privilege))
      checker.fail('privileges', `must be system privileges, ${found}; put a role under roles`);
  }
  return unordered(upper);
}

function checkRoles(checker: Checker): readonly string[] {
  const roles = checker.names('roles', ORACLE_NAME_MAX) ?? [];
  if (isUnknown(roles)) return roles;
  return unordered(roles.map((role) => (isUnknown(role) ? role : dictionaryName(canonicalName(role)))));
}

function checkMapping(
  checker: Checker,
  schema: string,
): Pick<SchemaInputs, 'restEnabled' | 'urlMappingPattern'> {
  const restEnabled = checker.flag('restEnabled');
  const pattern = checker.text('urlMappingPattern', { max: NAME_MAX });
  checkPathSegment(checker, pattern);
  if (isUnknown(restEnabled)) return { restEnabled: restEnabled as boolean };
  if (restEnabled !== true) {
    if (pattern !== undefined)
      checker.fail('urlMappingPattern', 'has no effect without restEnabled: true; set that, or leave it out');
    return {};
  }
  return {
    restEnabled,
    urlMappingPattern: pattern ?? (isUnknown(schema) ? schema : dictionaryName(schema).toLowerCase()),
  };
}
