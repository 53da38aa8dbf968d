import type { ModuleFacts, PrivilegeFacts, SchemaFacts } from '../../facts';
import { listingPrivileges, isPublished, patternCoversPath, segmentsOf, templateAnswers } from '../coverage';
import { sameAlias, schemaOfAlias } from '../schema';
import type { ApiView } from '../view';

/** Where a URL leads: root of ORDS / [pool] / schema alias / base path / template (facts/ords.md 11). */
export interface Place {
  /** Empty: the URL ends before it. */
  readonly alias: string;
  /** Decoded segments behind the alias. */
  readonly path: readonly string[];
  /** Whether the alias selects the schema of the manifest. */
  readonly rightSchema: boolean;
  /** The schema that it selects instead, when that is known. */
  readonly otherSchema: SchemaFacts | undefined;
  /** Undefined: no module there, or not read. */
  readonly module: ModuleFacts | undefined;
  /** Whether a template of that module answers the path. */
  readonly answered: boolean;
  /** Name of the module that the values have at this path, or that is there. */
  readonly moduleName: string | undefined;
  /** The privileges that ORDS asks for; undefined: not read. */
  readonly needed: readonly PrivilegeFacts[] | undefined;
  /** Names of the scopes that the values put in front of this path. */
  readonly declaredScopes: readonly string[];
}

export function locate(view: ApiView, url: string): Place {
  const { manifest, ords, schema } = view;
  const aliases = [
    manifest.ords.schemaAlias,
    ...Object.values(ords?.schemas ?? {}).map((s) => s.alias ?? ''),
  ];
  const { alias, path } = takeApart(url, manifest.ords.baseUrl, aliases);
  const rightSchema = sameAlias(schema?.alias ?? manifest.ords.schemaAlias, alias);
  const module = schema && route(schema.modules, path);
  const moduleName = module?.name ?? declaredModule(view, path);
  return {
    alias,
    path,
    rightSchema,
    otherSchema: rightSchema || !ords ? undefined : schemaOfAlias(ords, alias),
    module,
    answered: module !== undefined && hasTemplate(module, path),
    moduleName,
    needed: schema && neededPrivileges(schema, moduleName, path),
    declaredScopes: manifest.scopes
      .filter(
        ({ modules, patterns }) =>
          (moduleName !== undefined && modules.includes(moduleName)) ||
          patterns.some((pattern) => patternCoversPath(pattern, path)),
      )
      .map(({ name }) => name),
  };
}

/** A module with a template for the path before one without, a published one before others, a longer base path before a shorter. */
function route(modules: readonly ModuleFacts[], path: readonly string[]): ModuleFacts | undefined {
  const rank = (module: ModuleFacts): number[] => [
    Number(hasTemplate(module, path)),
    Number(isPublished(module)),
    segmentsOf(module.basePath).length,
  ];
  return modules
    .filter(({ basePath }) => isBelow(basePath, path))
    .sort((a, b) => {
      const [left, right] = [rank(a), rank(b)];
      const index = left.findIndex((value, position) => value !== right[position]);
      return (right[index] ?? 0) - (left[index] ?? 0);
    })[0];
}

function hasTemplate(module: ModuleFacts, path: readonly string[]): boolean {
  return module.templates.some((template) => templateAnswers(module, template, path));
}

function declaredModule({ manifest }: ApiView, path: readonly string[]): string | undefined {
  return Object.entries(manifest.ords.modules)
    .filter(([, { basePath }]) => isBelow(basePath, path))
    .sort(([, a], [, b]) => segmentsOf(b.basePath).length - segmentsOf(a.basePath).length)[0]?.[0];
}

function isBelow(basePath: string, path: readonly string[]): boolean {
  return segmentsOf(basePath).every((segment, index) => segment === path[index]);
}

function neededPrivileges(
  schema: SchemaFacts,
  module: string | undefined,
  path: readonly string[],
): PrivilegeFacts[] {
  const listing = module === undefined ? [] : listingPrivileges(schema, module);
  return schema.privileges.filter(
    (privilege) =>
      listing.includes(privilege) || privilege.patterns.some((pattern) => patternCoversPath(pattern, path)),
  );
}

/** A first segment that is no alias, in front of one that is, is a pool. */
function takeApart(
  url: string,
  baseUrl: string,
  aliases: readonly string[],
): { readonly alias: string; readonly path: readonly string[] } {
  const segments = segmentsOf(pathOf(url));
  const base = segmentsOf(pathOf(baseUrl));
  // Another host name may lead to the same ORDS, under the usual context path.
  const start = base.every((segment, index) => segment === segments[index])
    ? base.length
    : segments.indexOf('ords') + 1;
  const [first = '', second = '', ...rest] = segments.slice(start).map(decoded);
  const known = (text: string): boolean => text !== '' && aliases.some((alias) => sameAlias(alias, text));
  if (!known(first) && known(second)) return { alias: second, path: rest };
  return { alias: first, path: second === '' ? rest : [second, ...rest] };
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
