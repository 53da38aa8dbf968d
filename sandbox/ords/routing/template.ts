import { segmentsOf, type RequestPath } from './path';

type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** `:name*`: the rest of the path, at least one segment. */
  | { readonly kind: 'rest'; readonly name: string };

/** A compiled URI template such as `employees/:id`, `files/:path*`; `.` is the module's root. */
export interface RouteTemplate {
  readonly parts: readonly Part[];
  readonly trailingSlash: boolean;
}

const VARIABLE = /^:([A-Za-z_][\w$#]*)(\*?)$/;
/** The older notation; whole segments only. */
const BRACED = /^\{([A-Za-z_][\w$#]*)\}$/;

export function compileTemplate(template: string): RouteTemplate {
  const parts = segmentsOf(template === '.' ? '' : template).map((segment): Part => {
    const variable = VARIABLE.exec(segment);
    if (variable?.[1] !== undefined) {
      return { kind: variable[2] === '*' ? 'rest' : 'variable', name: variable[1] };
    }
    const braced = BRACED.exec(segment)?.[1];
    return braced === undefined ? { kind: 'literal', text: segment } : { kind: 'variable', name: braced };
  });
  return { parts, trailingSlash: template.endsWith('/') };
}

/** The bound variables, or undefined when the path does not fit. A slash at the end does not matter (unsure). */
export function matchTemplate(
  template: RouteTemplate,
  segments: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const bound = new Map<string, string>();
  let position = 0;
  for (const part of template.parts) {
    const segment = segments[position];
    if (segment === undefined) return undefined;
    if (part.kind === 'rest') {
      bound.set(part.name, segments.slice(position).join('/'));
      return bound;
    }
    if (part.kind === 'variable') bound.set(part.name, segment);
    else if (part.text !== segment) return undefined;
    position += 1;
  }
  return position === segments.length ? bound : undefined;
}

/**
 * Orders templates that match one path: the higher priority first, then the one whose literals come earlier, then the one that
 * agrees about the slash at the end. ORDS documents the priority only; the rest is unsure.
 */
export function compareMatches(
  a: { readonly priority: number; readonly route: RouteTemplate },
  b: { readonly priority: number; readonly route: RouteTemplate },
  path: RequestPath,
): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  const length = Math.max(a.route.parts.length, b.route.parts.length);
  for (let index = 0; index < length; index += 1) {
    const difference = rank(a.route.parts[index]) - rank(b.route.parts[index]);
    if (difference !== 0) return difference;
  }
  return slashDiffers(a.route, path) - slashDiffers(b.route, path);
}

const RANKS = { literal: 0, variable: 1, rest: 2 };

function rank(part: Part | undefined): number {
  return part === undefined ? RANKS.rest + 1 : RANKS[part.kind];
}

function slashDiffers(route: RouteTemplate, path: RequestPath): number {
  return route.trailingSlash === path.trailingSlash ? 0 : 1;
}
