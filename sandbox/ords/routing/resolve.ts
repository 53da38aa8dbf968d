import type { ModuleMetadata, PrivilegeMetadata, SchemaMetadata, TemplateMetadata } from '../metadata/model';
import type { GatewaySettings } from '../settings';
import { segmentsOf, type RequestPath } from './path';
import { patternCovers } from './privilegePattern';
import { compareMatches, matchTemplate } from './template';

export interface Route {
  readonly module: ModuleMetadata;
  readonly template: TemplateMetadata;
  /** Values of the template's variables by name. */
  readonly variables: ReadonlyMap<string, string>;
}

/** Finds the template that answers a path: in published modules only. */
export function resolveRoute(schema: SchemaMetadata, path: RequestPath): Route | undefined {
  const found: { route: Route; baseLength: number }[] = [];
  for (const module of schema.modules) {
    const base = segmentsOf(module.basePath);
    if (!module.published || !base.every((segment, index) => path.segments[index] === segment)) continue;
    for (const template of module.templates) {
      const variables = matchTemplate(template.route, path.segments.slice(base.length));
      if (variables !== undefined) {
        found.push({ route: { module, template, variables }, baseLength: base.length });
      }
    }
  }
  found.sort(
    (a, b) => compareMatches(a.route.template, b.route.template, path) || b.baseLength - a.baseLength,
  );
  return found[0]?.route;
}

/**
 * The privileges that cover a URL: through its module, or through a pattern (facts/ords.md 4). Methods do not matter, nor does the
 * slash at the end of a request: a template that is written with one, as a module's root is, stands below a pattern's root.
 */
export function coveringPrivileges(
  schema: SchemaMetadata,
  { module, template }: Pick<Route, 'module' | 'template'>,
  path: RequestPath,
  settings: Pick<GatewaySettings, 'wildcardCoversItsRoot'>,
): readonly PrivilegeMetadata[] {
  const { parts, trailingSlash } = template.route;
  const isBelowRoot = trailingSlash || parts.length === 0;
  const rules = { wildcardCoversItsRoot: settings.wildcardCoversItsRoot || isBelowRoot };
  return schema.privileges.filter(
    (privilege) =>
      privilege.moduleIds.includes(module.id) ||
      privilege.patterns.some((pattern) => patternCovers(pattern, path.segments, rules)),
  );
}
