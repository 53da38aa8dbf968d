import { isDeepStrictEqual } from 'node:util';

import { Checker } from '../ords/lifecycle/checker';
import { checkModule, type HandlerInputs, type TemplateInputs } from '../ords/lifecycle/moduleDefinition';
import type { ModuleHandlerArgs, ModuleTemplateArgs } from '../ords/module';
import type { ModuleDefinition, ScopeArgs } from '../protectedApiArgs';
import { checkCoverage } from '../rules/modules';
import { quote } from '../rules/text';
import type { Unexpressed } from './exportedApi';
import type { LiveModule, LiveSchema } from './liveSchema';

/** What the calls take when nothing is said (facts/ords.md 3); left out, so that a definition can be read. */
const DEFAULTS = { itemsPerPage: 25, priority: 0, etagType: 'HASH' };

export interface ExportedModules {
  readonly modules: Readonly<Record<string, ModuleDefinition>>;
  readonly notExpressed: readonly Unexpressed[];
}

/**
 * The full definition of each module that the values can carry without a change. Another one is left out whole: `up` removes
 * from a module what its definition does not say.
 */
export function exportModules(
  live: LiveSchema,
  scopes: Readonly<Record<string, ScopeArgs>>,
): ExportedModules {
  const notExpressed: Unexpressed[] = [];
  const uncovered = uncoveredBy(scopes, live.modules);
  const open = uncoveredBy(privilegesByName(live), live.modules);
  const modules = live.modules.flatMap((module) => {
    const object = `module ${quote(module.name)}`;
    const kept = uncovered.has(module.name) && !open.has(module.name);
    const reasons = [
      ...whyNotDefined(module),
      ...(kept ? ['it stays under a privilege that no scope expresses'] : []),
    ];
    if (reasons.length > 0) {
      notExpressed.push({ object, reason: `its definition is left out: ${reasons.join('; ')}` });
      return [];
    }
    return [[module.name, definition(module, open.has(module.name))] as const];
  });
  return { modules: Object.fromEntries(modules), notExpressed };
}

/** Published modules that no privilege covers: they answer everybody. */
export function publicModules(live: LiveSchema): Unexpressed[] {
  const open = uncoveredBy(privilegesByName(live), live.modules);
  return live.modules
    .filter(({ name, status }) => status === 'PUBLISHED' && open.has(name))
    .map(({ name }) => ({
      object: `module ${quote(name)}`,
      reason:
        'no privilege covers the whole of it: what none covers answers everybody; a definition of it says public: true, a scope that names it closes it',
    }));
}

type Covering = Readonly<
  Record<string, { readonly modules?: readonly string[]; readonly patterns?: readonly string[] }>
>;

function privilegesByName({ privileges }: LiveSchema): Covering {
  return Object.fromEntries(privileges.map((privilege) => [privilege.name, privilege]));
}

/** By the rule that the program is checked with. */
function uncoveredBy(scopes: Covering, modules: readonly LiveModule[]): Set<string> {
  const problems = checkCoverage({
    scopes,
    modules: Object.fromEntries(modules.map(({ name, basePath }) => [name, { basePath }])),
  });
  const fields = new Set(
    problems.filter(({ code }) => code === 'ords.module.unprotected').map(({ field }) => field),
  );
  return new Set(
    modules.map(({ name }) => name).filter((name) => fields.has(`ords.modules[${JSON.stringify(name)}]`)),
  );
}

function whyNotDefined(module: LiveModule): string[] {
  const reasons: string[] = [];
  if (module.status !== 'PUBLISHED') reasons.push(`it is ${module.status}, and up would publish it`);
  if (module.originsAllowed !== undefined)
    reasons.push(`a definition has no origins allowed, ${quote(module.originsAllowed)}`);
  if (module.preHook !== undefined) reasons.push(`a definition has no pre-hook, ${quote(module.preHook)}`);
  const { name, basePath, itemsPerPage, comments, templates } = module;
  const stated = { name, basePath, itemsPerPage, comments, templates };
  const checker = new Checker(stated);
  const checked = checkModule(checker);
  if (checker.failures.length > 0)
    return [
      ...reasons,
      ...checker.failures.map(({ property, reason }) => quote(`${property} ${reason}`).slice(1, -1)),
    ];
  // What the library would fill in on its own is a change too.
  if (checked.itemsPerPage !== itemsPerPage || !isDeepStrictEqual(checked.templates, templates))
    reasons.push('it has none of a value for which up would write the default');
  return reasons;
}

function definition(module: LiveModule, open: boolean): ModuleDefinition {
  const { basePath, itemsPerPage, comments, templates } = module;
  return {
    basePath,
    ...(itemsPerPage !== null && itemsPerPage !== DEFAULTS.itemsPerPage && { itemsPerPage }),
    ...(comments !== undefined && { comments }),
    ...(open && { public: true }),
    templates: templates.map(template),
  };
}

function template({ pattern, priority, etagType, handlers, ...rest }: TemplateInputs): ModuleTemplateArgs {
  return {
    pattern,
    ...(priority !== DEFAULTS.priority && { priority }),
    ...(etagType !== DEFAULTS.etagType && { etagType: etagType as 'QUERY' | 'NONE' }),
    ...rest,
    handlers: handlers.map(handler),
  };
}

// Each parameter keeps its defaults: without them it is not clear what it is.
function handler({ method, sourceType, source, parameters, ...rest }: HandlerInputs): ModuleHandlerArgs {
  return {
    method,
    sourceType,
    ...rest,
    source,
    ...(parameters.length > 0 && { parameters: parameters as NonNullable<ModuleHandlerArgs['parameters']> }),
  };
}
