import type { CheckFailure } from '../../framework/properties/check';
import { isList, isValues, UNKNOWN, type Value, type Values } from '../../framework/properties/value';

const LONGEST_PERSONAL_SCOPE = 40;

/** What a role and a scope are compared by. */
interface Permission {
  readonly id: Value | undefined;
  readonly value: Value | undefined;
  readonly displayName: Value | undefined;
  readonly description: Value | undefined;
  readonly enabled: Value | undefined;
}

/** Rules that the official plugin enforces before any call (facts/entra.md 1.4). */
export function checkApplication(inputs: Values): CheckFailure[] {
  const reason = duplicate([...rolesAsPermissions(inputs), ...scopesAsPermissions(inputs)]);
  const failures = checkPersonalAccounts(inputs);
  return reason === undefined ? failures : [...failures, { property: 'appRoles', reason }];
}

function duplicate(permissions: readonly Permission[]): string | undefined {
  const met: Permission[] = [];
  for (const one of permissions.filter(isKnown)) {
    for (const other of met) {
      if (one.id === other.id && one.value !== other.value)
        return `validation failed: duplicate ID found: "${String(one.id)}"`;
      if (one.value === other.value && one.id !== other.id)
        return `validation failed: duplicate value found: "${String(one.value)}"`;
      if (one.id === other.id && differ(one, other)) {
        return (
          `validation failed: the scope and the role with identifier "${String(one.id)}" must match: ` +
          '(description, adminConsentDescription), (displayName, adminConsentDisplayName), (enabled, enabled), (value, value)'
        );
      }
    }
    met.push(one);
  }
  return undefined;
}

function differ(one: Permission, other: Permission): boolean {
  const names = ['displayName', 'description', 'enabled'] as const;
  return names.some((name) => one[name] !== UNKNOWN && other[name] !== UNKNOWN && one[name] !== other[name]);
}

function isKnown({ id, value }: Permission): boolean {
  return [id, value].every((part) => typeof part === 'string' && part !== '');
}

function rolesAsPermissions({ appRoles }: Values): Permission[] {
  return itemsOf(appRoles).map(({ id, value, displayName, description, enabled }) => ({
    id,
    value,
    displayName: displayName ?? '',
    description: description ?? '',
    enabled,
  }));
}

function scopesAsPermissions({ api }: Values): Permission[] {
  return itemsOf(isValues(api) ? api.oauth2PermissionScopes : undefined).map((scope) => ({
    id: scope.id,
    value: scope.value,
    displayName: scope.adminConsentDisplayName ?? '',
    description: scope.adminConsentDescription ?? '',
    enabled: scope.enabled,
  }));
}

function checkPersonalAccounts({ signInAudience, api }: Values): CheckFailure[] {
  if (typeof signInAudience !== 'string' || !/personal/i.test(signInAudience)) return [];
  const { requestedAccessTokenVersion: version, oauth2PermissionScopes: scopes } = isValues(api) ? api : {};
  const failures: CheckFailure[] = [];
  if (version !== 2 && version !== UNKNOWN) {
    const reason = `'requestedAccessTokenVersion' must be 2 when 'signInAudience' is ${JSON.stringify(signInAudience)}`;
    failures.push({ property: 'api.requestedAccessTokenVersion', reason });
  }
  const tooLong = itemsOf(scopes).some(
    ({ value }) => typeof value === 'string' && value.length > LONGEST_PERSONAL_SCOPE,
  );
  if (tooLong) {
    const reason = `the 'value' of a scope must have ${LONGEST_PERSONAL_SCOPE} characters or less when 'signInAudience' is ${JSON.stringify(signInAudience)}`;
    failures.push({ property: 'api.oauth2PermissionScopes', reason });
  }
  return failures;
}

function itemsOf(value: Value | undefined): Values[] {
  return isList(value) ? value.filter(isValues) : [];
}
