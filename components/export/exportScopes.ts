import type { ScopeRequest } from '../idp/identityProvider';
import { Checker } from '../ords/lifecycle/checker';
import { privilegeKind } from '../ords/lifecycle/privilege';
import type { Problem } from '../problem';
import type { ScopeArgs } from '../protectedApiArgs';
import { checkCoverage } from '../rules/modules';
import { checkRoles, rolesOf } from '../rules/roles';
import { checkScopeNames } from '../rules/scopes';
import { checkIdentifier, quote } from '../rules/text';
import type { Authorisation } from '../trust';
import type { Unexpressed } from './exportedApi';
import type { LiveModule, LivePrivilege, LiveSchema } from './liveSchema';

/** How the values that the scopes become a part of authorise, and what their identity provider takes. */
export interface ScopeRules {
  /** Undefined: in a way that the values cannot say. */
  readonly authorisation: Authorisation | undefined;
  checkScope(scope: ScopeRequest): Problem[];
}

export interface ExportedScopes {
  readonly scopes: Readonly<Record<string, ScopeArgs>>;
  readonly notExpressed: readonly Unexpressed[];
}

/**
 * A scope for each privilege that `up` would leave as it is. One that it would weaken, by taking roles or patterns away,
 * is left out whole: what is not in the values stays untouched, and its modules stay protected.
 */
export function exportScopes(live: LiveSchema, rules: ScopeRules): ExportedScopes {
  const notExpressed: Unexpressed[] = [];
  const owners = privilegesByModule(live.privileges);
  const modules = new Map(live.modules.map((module) => [module.name, module]));
  const shared = sharedPatterns(live.privileges);
  const scopes = live.privileges.flatMap((privilege) => {
    const object = `privilege ${quote(privilege.name)}`;
    const reasons = whyLeftOut(privilege, live, rules, shared);
    if (reasons.length > 0) {
      notExpressed.push({ object, reason: `left out, and untouched by up: ${reasons.join('; ')}` });
      return [];
    }
    const named = privilege.modules.filter((name) => {
      const reason = whyNotNamed(modules.get(name), name, owners.get(name) ?? []);
      if (reason !== undefined)
        notExpressed.push({ object: `module ${quote(name)}`, reason: `not under ${object}: ${reason}` });
      return reason === undefined;
    });
    return [[privilege.name, scopeArgs(privilege, named, rules)] as const];
  });
  return { scopes: Object.fromEntries(scopes), notExpressed };
}

/** Which privileges a module stands under by name. */
function privilegesByModule(privileges: readonly LivePrivilege[]): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const { name, modules } of privileges)
    for (const module of modules) owners.set(module, [...(owners.get(module) ?? []), name]);
  return owners;
}

function scopeArgs(
  { name, label, description, comments, patterns, roles }: LivePrivilege,
  modules: readonly string[],
  { authorisation }: ScopeRules,
): ScopeArgs {
  const isDefault = roles.length === 1 && roles[0] === name;
  return {
    ...(description !== undefined && { description }),
    // Left out, it is the name.
    ...(label !== name && { label: label ?? '' }),
    ...(comments !== undefined && { comments }),
    ...(modules.length > 0 && { modules }),
    ...(patterns.length > 0 && { patterns }),
    ...(authorisation?.mode === 'role' && !isDefault && { roles }),
  };
}

function whyLeftOut(
  privilege: LivePrivilege,
  live: LiveSchema,
  rules: ScopeRules,
  shared: ReadonlySet<string>,
): string[] {
  const { name, description, patterns, roles } = privilege;
  const checker = new Checker({ name, patterns });
  privilegeKind.check(checker, live.schema);
  const problems = [
    ...checkScopeNames([name], live.profile?.audience || undefined),
    ...checkCoverage({ scopes: { [name]: { patterns } }, modules: {} }),
    ...rules.checkScope({
      name,
      description,
      ...(rules.authorisation?.mode === 'role' && { roles }),
    }),
  ].filter(({ severity }) => severity === 'error');
  const both = patterns.filter((pattern) => shared.has(pattern));
  return [
    ...problems.map(
      ({ field, summary, found }) =>
        `${field === undefined ? '' : `${field} `}${summary}${found !== undefined && field?.endsWith('.roles') ? `: ${found}` : ''}`,
    ),
    // The rules of the program say most of it already, in other words.
    ...(problems.length > 0 ? [] : checker.failures.map(({ property, reason }) => `${property} ${reason}`)),
    ...whyNotItsRoles(privilege, live, rules),
    ...(both.length > 0 ? [`another privilege has the same pattern ${both.map(quote).join(', ')}`] : []),
  ].map(oneLine);
}

/** Whoever has one of its roles must get in afterwards as before, and nobody else. */
function whyNotItsRoles(
  { name, roles }: LivePrivilege,
  live: LiveSchema,
  { authorisation }: ScopeRules,
): string[] {
  const list = roles.map(quote).join(', ');
  if (authorisation === undefined)
    return [
      roles.length === 0
        ? 'the JWT profile authorises by roles, a scope by its name'
        : `the values could not name the claim of its roles ${list}`,
    ];
  if (authorisation.mode === 'scope')
    return roles.length === 0 ? [] : [`a scope has no roles, and up would take away ${list}`];
  if (roles.length === 0)
    return [
      'it has no roles and lets in every token with the role claim; a scope has at least one, and up would give it that',
    ];
  const foreign = roles.filter((role) => !live.roles.includes(role));
  return [
    ...checkRoles({ scopes: { [name]: { roles } }, authorisation }).map(
      ({ summary, found }) => `its list of roles ${summary}${found === undefined ? '' : `: ${found}`}`,
    ),
    ...(foreign.length === 0
      ? []
      : [`the schema has no role ${foreign.map(quote).join(', ')} of its own, and up would create one`]),
  ];
}

/** Roles of the schema that no scope names. */
export function unusedRoles(
  { roles }: LiveSchema,
  scopes: Readonly<Record<string, ScopeArgs>>,
  authorisation: Authorisation | undefined,
): Unexpressed[] {
  const used =
    authorisation?.mode === 'role'
      ? new Set(Object.entries(scopes).flatMap(([scope, args]) => rolesOf(scope, args)))
      : new Set<string>();
  const unused = roles.filter((role) => !used.has(role));
  if (unused.length === 0) return [];
  return [
    {
      object: `roles ${unused.map(quote).join(', ')}`,
      reason:
        authorisation?.mode === 'role'
          ? 'no scope names them; up leaves them as they are'
          : 'a ProtectedApi that authorises by scope has no roles; up leaves them as they are',
    },
  ];
}

function whyNotNamed(
  module: LiveModule | undefined,
  name: string,
  owners: readonly string[],
): string | undefined {
  if (module === undefined) return 'the schema has no such module';
  if (owners.length > 1) return `it stands under ${owners.map(quote).join(' and ')}; a module has one scope`;
  if (module.status !== 'PUBLISHED') return `it is ${module.status}, and up would publish it`;
  const [problem] = checkIdentifier(name, { code: 'ords.module.name', field: 'modules', noSpaces: false });
  return problem && oneLine(problem.summary);
}

function sharedPatterns(privileges: readonly LivePrivilege[]): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const pattern of privileges.flatMap(({ patterns }) => [...new Set(patterns)]))
    (seen.has(pattern) ? shared : seen).add(pattern);
  return shared;
}

function oneLine(text: string): string {
  return quote(text).slice(1, -1);
}
