import type * as pulumi from '@pulumi/pulumi';
import type { Problem } from '../problem';
import { rolesOf } from '../rules/roles';
import { checkFreeText, checkIdentifier, quote } from '../rules/text';
import type { EntraMode } from './entraMode';
import { isForPeople, type ApiRequest } from './identityProvider';

/** Characters of the value of an app role or a permission scope (learn.microsoft.com, appRole and permissionScope). */
const LONGEST_VALUE = 120;
const VALUE = /^[A-Za-z0-9:!#$%&'()*+,\-./;<=>?@[\]^_`{|}~]+$/;
/** Characters (learn.microsoft.com, application: displayName, description and notes). */
const LONGEST_NAME = 256;
const LONGEST_DESCRIPTION = 1024;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Names that stand for whoever signs in; a machine's token request is refused there (AADSTS1002013, facts/entra.md 2.1). */
const MANY_DIRECTORIES = ['common', 'organizations', 'consumers'];

export interface EntraSettings {
  readonly tenantId: pulumi.Input<string>;
  readonly secretEndDate?: pulumi.Input<string>;
}

/** Settings whose tokens ORDS would refuse, or that a directory would. What is an output is passed over. */
export function checkEntraSettings({ tenantId, secretEndDate }: EntraSettings, now: Date): Problem[] {
  return [
    ...(typeof tenantId === 'string' ? checkTenant(tenantId) : []),
    ...(typeof secretEndDate === 'string' ? checkEndDate(secretEndDate, now) : []),
  ];
}

/** Scopes and clients, against what the mode and the directory can do. */
export function checkEntraRequest(
  apiName: string,
  { scopes, clients }: Pick<ApiRequest, 'scopes' | 'clients'>,
  mode: EntraMode,
): Problem[] {
  const scopeOf = new Map(scopes.map((scope) => [scope.name, scope]));
  return [
    ...checkName(apiName, 'identityProvider.apiName'),
    ...scopes.flatMap((scope) => [
      ...checkValue(scope.name, `scopes[${JSON.stringify(scope.name)}]`),
      ...(mode === 'role' && scope.roles !== undefined
        ? rolesOf(scope.name, scope)
            .filter((role) => role !== scope.name)
            .flatMap((role) => checkValue(role, `scopes[${JSON.stringify(scope.name)}].roles`))
        : []),
      ...checkFreeText(scope.description ?? '', {
        code: 'entra.scope_description',
        field: `scopes[${JSON.stringify(scope.name)}].description`,
        max: LONGEST_DESCRIPTION,
      }),
    ]),
    ...Object.entries(clients).flatMap(([key, client]) => {
      const field = `clients[${JSON.stringify(key)}]`;
      return [
        ...checkName(client.displayName, `${field}.displayName`),
        ...(isForPeople(client)
          ? []
          : [
              ...(mode === 'scope' ? [machineInScopeMode(field)] : []),
              ...client.scopes.flatMap((name) => checkGrant(field, name, scopeOf.get(name)?.roles)),
            ]),
      ];
    }),
  ];
}

/** Whether it has the form of Entra's ids of directories, applications and the like. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

function checkTenant(tenantId: string): Problem[] {
  const field = 'identityProvider.tenantId';
  const problems = checkIdentifier(tenantId, { code: 'entra.tenant', field });
  if (problems.length > 0 || isGuid(tenantId)) return problems;
  const many = MANY_DIRECTORIES.includes(tenantId.toLowerCase());
  return [
    {
      code: many ? 'entra.tenant.many' : 'entra.tenant.not_an_id',
      severity: 'error',
      field,
      summary: many
        ? 'stands for every directory, and ORDS trusts the issuer of one'
        : 'is not the id of a directory',
      found: quote(tenantId),
      expected: 'a GUID, e.g. "8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11"',
      remedy: 'copy the Directory (tenant) ID of the overview page of Microsoft Entra ID',
    },
  ];
}

function checkEndDate(endDate: string, now: Date): Problem[] {
  const time = Date.parse(endDate);
  const isDate =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(endDate) && !Number.isNaN(time);
  if (isDate && time > now.getTime()) return [];
  return [
    {
      code: isDate ? 'entra.secret_end_date.past' : 'entra.secret_end_date.form',
      severity: 'error',
      field: 'identityProvider.secretEndDate',
      summary: isDate ? 'is over: every client secret has expired' : 'is not a date and time of RFC 3339',
      found: quote(endDate),
      expected: 'a time to come, e.g. "2027-06-30T00:00:00Z"',
      remedy: 'set a later one: each client then gets a new secret',
    },
  ];
}

function checkName(name: string, field: string): Problem[] {
  const problems = checkIdentifier(name, { code: 'entra.app_name', field, noSpaces: false });
  return problems.length > 0
    ? problems
    : checkFreeText(name, { code: 'entra.app_name', field, max: LONGEST_NAME });
}

function checkValue(value: string, field: string): Problem[] {
  const fault =
    value.length > LONGEST_VALUE
      ? {
          name: 'too_long',
          summary: 'is too long for Entra',
          expected: `at most ${LONGEST_VALUE} characters`,
        }
      : value.startsWith('.')
        ? {
            name: 'dot',
            summary: 'begins with a dot, which Entra refuses',
            expected: 'another first character',
          }
        : VALUE.test(value)
          ? undefined
          : {
              name: 'characters',
              summary: 'has characters that Entra refuses in a role or scope',
              expected: 'ASCII letters, digits and punctuation, without space, quotation mark and backslash',
            };
  if (!fault) return [];
  return [
    {
      code: `entra.value.${fault.name}`,
      severity: 'error',
      field,
      summary: fault.summary,
      found: quote(value),
      expected: fault.expected,
      remedy: 'rename it, e.g. "orders.read"',
    },
  ];
}

function machineInScopeMode(field: string): Problem {
  return {
    code: 'entra.scope_mode.machine_client',
    severity: 'error',
    field,
    summary: 'is a machine, whose tokens carry no scp: in scope mode ORDS would refuse every one of them',
    found: 'no redirectUris',
    expected: 'a client that people sign in to',
    remedy: 'give it redirectUris, or remove mode: "scope" (role mode serves machines and people)',
  };
}

/** A machine is granted the role of the scope's name; under other names the privilege would not know it. */
function checkGrant(field: string, scope: string, roles: readonly string[] | undefined): Problem[] {
  if (roles === undefined || roles.length === 0 || roles.includes(scope)) return [];
  return [
    {
      code: 'entra.grant.no_role',
      severity: 'error',
      field: `${field}.scopes`,
      summary: 'is granted a scope whose roles leave out the one of its own name, which a machine is given',
      found: `${quote(scope)} with roles ${roles.map(quote).join(', ')}`,
      expected: `${quote(scope)} among the roles`,
      remedy: `add ${quote(scope)} to scopes[${JSON.stringify(scope)}].roles`,
    },
  ];
}
