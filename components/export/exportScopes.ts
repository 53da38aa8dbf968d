import { Checker } from '../ords/lifecycle/checker';
import { privilegeKind } from '../ords/lifecycle/privilege';
import type { ScopeArgs } from '../protectedApiArgs';
import { checkCoverage } from '../rules/modules';
import { checkScopeNames } from '../rules/scopes';
import { checkIdentifier, quote } from '../rules/text';
import type { Unexpressed } from './exportedApi';
import type { LiveModule, LivePrivilege, LiveSchema } from './liveSchema';

export interface ExportedScopes {
  readonly scopes: Readonly<Record<string, ScopeArgs>>;
  readonly notExpressed: readonly Unexpressed[];
}

/**
 * A scope for each privilege that `up` would leave as it is. One that it would weaken, by taking roles or patterns away,
 * is left out whole: what is not in the values stays untouched, and its modules stay protected.
 */
export function exportScopes(live: LiveSchema): ExportedScopes {
  const notExpressed: Unexpressed[] = [];
  const owners = privilegesByModule(live.privileges);
  const modules = new Map(live.modules.map((module) => [module.name, module]));
  const shared = sharedPatterns(live.privileges);
  const scopes = live.privileges.flatMap((privilege) => {
    const object = `privilege ${quote(privilege.name)}`;
    const reasons = whyLeftOut(privilege, live, shared);
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
    return [[privilege.name, scopeArgs(privilege, named)] as const];
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
  { name, label, description, comments, patterns }: LivePrivilege,
  modules: readonly string[],
): ScopeArgs {
  return {
    ...(description !== undefined && { description }),
    // Left out, it is the name.
    ...(label !== name && { label: label ?? '' }),
    ...(comments !== undefined && { comments }),
    ...(modules.length > 0 && { modules }),
    ...(patterns.length > 0 && { patterns }),
  };
}

function whyLeftOut(
  { name, roles, patterns }: LivePrivilege,
  { schema, profile }: LiveSchema,
  shared: ReadonlySet<string>,
): string[] {
  const checker = new Checker({ name, patterns });
  privilegeKind.check(checker, schema);
  const problems = [
    ...checkScopeNames([name], profile?.audience || undefined),
    ...checkCoverage({ scopes: { [name]: { patterns } }, modules: {} }),
  ].filter(({ severity }) => severity === 'error');
  const reasons = [
    ...problems.map(({ field, summary }) => `${field === undefined ? '' : `${field} `}${summary}`),
    // The rules of the program say most of it already, in other words.
    ...(problems.length > 0 ? [] : checker.failures.map(({ property, reason }) => `${property} ${reason}`)),
  ];
  if (roles.length > 0)
    reasons.push(`a scope has no roles, and up would take away ${roles.map(quote).join(', ')}`);
  else if (profile?.roleClaim != null)
    reasons.push('the JWT profile authorises by roles, a scope by its name');
  const both = patterns.filter((pattern) => shared.has(pattern));
  if (both.length > 0) reasons.push(`another privilege has the same pattern ${both.map(quote).join(', ')}`);
  return reasons.map(oneLine);
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
