import type { Problem } from '../problem';
import { checkRewritten } from './path';
import { checkIdentifier, quote } from './text';

/** What the rules look at: which scope covers what, and which modules the program itself defines. */
export interface Coverage {
  readonly scopes: Readonly<
    Record<string, { readonly modules?: readonly string[]; readonly patterns?: readonly string[] }>
  >;
  readonly modules: Readonly<Record<string, { readonly basePath: string; readonly public?: boolean }>>;
}

/**
 * A module belongs to one privilege (two on one URL: which wins has no source, facts/ords.md 4), and one that no
 * privilege covers is public without anything saying so.
 */
export function checkCoverage(coverage: Coverage): Problem[] {
  return [
    ...checkScopeTargets(coverage),
    ...checkBasePaths(coverage),
    ...checkSharedModules(coverage),
    ...checkSharedPatterns(coverage),
    ...checkUnprotected(coverage),
  ];
}

function checkScopeTargets({ scopes }: Coverage): Problem[] {
  return Object.entries(scopes).flatMap(([scope, { modules = [], patterns = [] }]) => {
    const field = `scopes[${JSON.stringify(scope)}]`;
    if (modules.length === 0 && patterns.length === 0)
      return [
        {
          code: 'ords.scope.protects_nothing',
          severity: 'warning' as const,
          field,
          summary: 'protects nothing: it names neither modules nor patterns',
          expected: 'modules or patterns',
          remedy: 'add modules: [...] or patterns: [...], or remove the scope',
        },
      ];
    return [
      ...modules.flatMap((module) =>
        checkIdentifier(module, { code: 'ords.module.name', field: `${field}.modules`, noSpaces: false }),
      ),
      ...patterns.flatMap((pattern) => checkPattern(pattern, `${field}.patterns`)),
    ];
  });
}

function checkBasePaths({ modules }: Coverage): Problem[] {
  return Object.entries(modules).flatMap(([module, { basePath }]) => {
    const field = `ords.modules[${JSON.stringify(module)}].basePath`;
    const problems = checkIdentifier(basePath, { code: 'ords.module.base_path', field });
    return problems.length > 0 ? problems : checkRewritten(`/${basePath}/`, field);
  });
}

function checkPattern(pattern: string, field: string): Problem[] {
  const problems = checkIdentifier(pattern, { code: 'ords.pattern', field });
  if (problems.length > 0) return problems;
  if (pattern.startsWith('/')) return checkRewritten(pattern, field);
  return [
    {
      code: 'ords.pattern.not_rooted',
      severity: 'error',
      field,
      summary: 'does not begin with a slash; patterns are relative to the schema alias',
      found: quote(pattern),
      expected: quote(`/${pattern}`),
      remedy: `write ${quote(`/${pattern}`)}`,
    },
  ];
}

function checkSharedModules({ scopes }: Coverage): Problem[] {
  const owner = new Map<string, string>();
  return Object.entries(scopes).flatMap(([scope, { modules = [] }]) =>
    modules.flatMap((module) => {
      const earlier = owner.get(module);
      owner.set(module, scope);
      if (earlier === undefined) return [];
      return [
        {
          code: 'ords.module.two_privileges',
          severity: 'error' as const,
          field: `scopes[${JSON.stringify(scope)}].modules`,
          summary: `module ${quote(module)} stands under two privileges`,
          found: earlier === scope ? `twice under ${quote(scope)}` : `${quote(earlier)} and ${quote(scope)}`,
          expected: 'one privilege for a module',
          remedy: 'split the module, or protect parts of it with patterns',
        },
      ];
    }),
  );
}

function checkSharedPatterns({ scopes }: Coverage): Problem[] {
  const owner = new Map<string, string>();
  return Object.entries(scopes).flatMap(([scope, { patterns = [] }]) =>
    [...new Set(patterns)].flatMap((pattern) => {
      const earlier = owner.get(pattern);
      owner.set(pattern, scope);
      if (earlier === undefined) return [];
      return [
        {
          code: 'ords.pattern.two_privileges',
          severity: 'error' as const,
          field: `scopes[${JSON.stringify(scope)}].patterns`,
          summary: `pattern ${quote(pattern)} stands under two privileges; which of them ORDS asks for is not documented`,
          found: `${quote(earlier)} and ${quote(scope)}`,
          expected: 'one privilege for a pattern',
          remedy: 'keep it under one of the two scopes, and grant that scope to the clients that need it',
        },
      ];
    }),
  );
}

function checkUnprotected({ scopes, modules }: Coverage): Problem[] {
  const named = new Set(Object.values(scopes).flatMap((scope) => scope.modules ?? []));
  const patterns = Object.values(scopes).flatMap((scope) => scope.patterns ?? []);
  return Object.entries(modules).flatMap(([module, definition]) => {
    const field = `ords.modules[${JSON.stringify(module)}]`;
    const covered =
      named.has(module) || patterns.some((pattern) => coversWhole(pattern, definition.basePath));
    if (covered && definition.public)
      return [
        {
          code: 'ords.module.public_and_protected',
          severity: 'error' as const,
          field,
          summary: 'says public: true and is named by a scope',
          expected: 'one of the two',
          remedy: 'remove public: true, or remove the module from the scope',
        },
      ];
    if (covered || definition.public) return [];
    return [
      {
        code: 'ords.module.unprotected',
        severity: 'error' as const,
        field,
        summary: 'is protected by nothing: it would answer everybody',
        expected: 'a scope that names it, or public: true',
        remedy: `add it to a scope, e.g. modules: [${JSON.stringify(module)}], or state public: true`,
      },
    ];
  });
}

/** `/a/*` covers what is at `/a/` and below; that it covers `/a` has no source, and no URL of a module at `/a/` is `/a`. */
function coversWhole(pattern: string, basePath: string): boolean {
  if (!pattern.endsWith('/*')) return false;
  const base = `/${basePath.replace(/^\/+|\/+$/g, '')}/`;
  return base.startsWith(pattern.slice(0, -1));
}
