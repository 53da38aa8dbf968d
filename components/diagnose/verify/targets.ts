import { endpointUrl, type Manifest } from '../../manifest';
import type { ModuleFacts, SchemaFacts } from '../facts';

/** What is called: a module, or a part of the schema that only a pattern protects. */
export interface Target {
  /** Name of the module, or the pattern. */
  readonly name: string;
  /** Undefined: nothing says where the module is. */
  readonly url: string | undefined;
  /** Declared scopes that the URL needs. */
  readonly scopes: readonly string[];
  /** Meant to answer everybody. */
  readonly public: boolean;
  /** URLs of its other templates without variables that need a scope, as far as the catalogue is known. */
  readonly further: readonly string[];
  /** Its templates with variables, as written: what to put there nothing says. */
  readonly variable: readonly string[];
}

export interface TargetOptions {
  /** The catalogue, where it could be read: base paths of modules that the stack did not create, and templates. */
  readonly schema?: SchemaFacts;
  /**
   * What to GET, by module or pattern: relative to the module's base path (`list?limit=1`), or with a leading slash to the schema
   * alias (`/orders/list`).
   */
  readonly paths?: Readonly<Record<string, string>>;
}

/**
 * One URL for each declared module: the path given for it, else a template without variables from the catalogue, else the module's
 * own base path; its other templates beside it. And one for each pattern that none of those URLs is under.
 */
export function findTargets(manifest: Manifest, options: TargetOptions = {}): Target[] {
  const names = new Set([
    ...manifest.scopes.flatMap(({ modules }) => modules),
    ...Object.keys(manifest.ords.modules),
  ]);
  const modules = [...names].map((name) => moduleTarget(name, manifest, options));
  const root = schemaUrl('', manifest);
  const called = modules.flatMap(({ url }) => (url === undefined ? [] : [barePath(url.slice(root.length))]));
  const patterns = new Set(manifest.scopes.flatMap((scope) => scope.patterns));
  const uncalled = [...patterns].filter((pattern) => !called.some((path) => patternCovers(pattern, path)));
  return [...modules, ...uncalled.map((pattern) => patternTarget(pattern, manifest, options))];
}

function moduleTarget(name: string, manifest: Manifest, { schema, paths }: TargetOptions): Target {
  const declared = manifest.ords.modules[name];
  const facts = schema?.modules.find((module) => module.name === name);
  const basePath = declared?.basePath ?? facts?.basePath;
  const given = ownValue(paths, name);
  const isPublic = declared?.public ?? false;
  const candidates = basePath === undefined ? [] : templatePaths(basePath, facts);
  const target = (path: string | undefined): Target => ({
    name,
    url: path === undefined ? undefined : schemaUrl(path, manifest),
    scopes: path === undefined ? namingScopes(name, manifest) : neededScopes(name, path, manifest),
    public: isPublic,
    further: candidates
      .filter((one) => barePath(one) !== barePath(path ?? ''))
      .filter((one) => neededScopes(name, one, manifest).length > 0)
      .map((one) => schemaUrl(one, manifest)),
    variable: (facts?.templates ?? []).filter(hasVariables),
  });
  if (given?.startsWith('/')) return target(given);
  if (basePath === undefined || !isCallable(join(basePath, ''))) return target(undefined);
  if (given !== undefined) return target(join(basePath, given));
  // Of a module that is public but for a part, the part is not what answers everybody.
  const open = candidates.find((path) => neededScopes(name, path, manifest).length === 0);
  return target((isPublic ? open : undefined) ?? candidates[0] ?? join(basePath, ''));
}

function patternTarget(pattern: string, manifest: Manifest, { schema, paths }: TargetOptions): Target {
  const given = ownValue(paths, pattern);
  const known = (schema?.modules ?? [])
    .flatMap((module) => templatePaths(module.basePath, module))
    .filter((path) => patternCovers(pattern, barePath(path)));
  const path = join('', given ?? known[0] ?? pattern.replace(/\*.*$/s, ''));
  // Of `/a/*/b` the beginning is not under the pattern; a path elsewhere would prove nothing about it.
  const covered = patternCovers(pattern, barePath(path));
  return {
    name: pattern,
    url: covered ? schemaUrl(path, manifest) : undefined,
    scopes: neededScopes(undefined, covered ? path : pattern, manifest),
    public: false,
    further: known.filter((one) => barePath(one) !== barePath(path)).map((one) => schemaUrl(one, manifest)),
    variable: [],
  };
}

/** Paths of the templates without variables, below the schema alias; `.` is the module's root. */
function templatePaths(basePath: string, facts: ModuleFacts | undefined): string[] {
  return (facts?.templates ?? [])
    .filter((template) => !hasVariables(template))
    .map((template) => join(basePath, template === '.' ? '' : encodePath(template)));
}

function hasVariables(template: string): boolean {
  return /[:{*]/.test(template);
}

// Half a surrogate pair has no UTF-8: no call can carry it.
function encodePath(template: string): string {
  return encodeURI(template.replace(/\p{Cs}/gu, '\ufffd')).replace(/[?#]/g, encodeURIComponent);
}

/** Whether the path arrives as it stands: one that is rewritten on its way would prove something about another module. */
function isCallable(path: string): boolean {
  return barePath(path) === path;
}

function namingScopes(module: string | undefined, { scopes }: Manifest): string[] {
  if (module === undefined) return [];
  return scopes.filter((scope) => scope.modules.includes(module)).map(({ name }) => name);
}

function neededScopes(module: string | undefined, path: string, manifest: Manifest): string[] {
  const bare = barePath(path);
  const covering = manifest.scopes.filter(({ patterns }) => patterns.some((one) => patternCovers(one, bare)));
  return [...new Set([...namingScopes(module, manifest), ...covering.map(({ name }) => name)])];
}

/** Patterns are relative to the schema alias; a star stands for anything (facts/ords.md 4). */
function patternCovers(pattern: string, path: string): boolean {
  const escaped = pattern.split(/\*+/).map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 's').test(path);
}

function join(basePath: string, path: string): string {
  const base = basePath.replace(/^\/+|\/+$/g, '');
  return `/${base === '' ? '' : `${base}/`}${path.replace(/^\/+/, '')}`;
}

function schemaUrl(path: string, { ords }: Manifest): string {
  return endpointUrl(ords.baseUrl, ords.schemaAlias, '').replace(/\/+$/, '') + path;
}

/** As ORDS sees it: without query, `..` resolved, decoded. */
function barePath(path: string): string {
  if (!URL.canParse(`http://ords${path}`)) return path;
  const { pathname } = new URL(`http://ords${path}`);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** A module may be called `constructor`. */
function ownValue(values: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}
