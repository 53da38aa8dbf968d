import type { ModuleFacts, PrivilegeFacts, SchemaFacts } from '../facts';

/** A path behind the schema alias: text, a variable of a template, or the rest of the path. */
type Segment = { readonly text: string } | 'variable';

interface TemplatePath {
  readonly segments: readonly Segment[];
  /** Ends in `:name*`: one segment more, or many. */
  readonly openEnded: boolean;
  /** Written with a slash at its end, as a module's root is. */
  readonly endsInSlash: boolean;
}

/** Slashes at the ends do not count: `/alpha_v1/` and `hr/` are both seen (facts/ords.md 4). */
export function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** Whether a pattern, relative to the schema alias (facts/ords.md 4), may cover a path: which of the two, `/a` or `/a/`, is not told. */
export function patternCoversPath(pattern: string, path: readonly string[]): boolean {
  return coversAll(pattern, {
    segments: path.map((text) => ({ text })),
    openEnded: false,
    endsInSlash: true,
  });
}

/** Whether a pattern covers every URL of a template. */
export function patternCoversTemplate(pattern: string, module: ModuleFacts, template: string): boolean {
  return coversAll(pattern, templatePath(module, template));
}

/** Whether a pattern covers any URL of any of the templates. */
export function patternTouches(pattern: string, modules: readonly ModuleFacts[]): boolean {
  return modules.some((module) =>
    module.templates.some((template) => touches(pattern, templatePath(module, template))),
  );
}

/** Privileges that list the module. */
export function listingPrivileges(schema: SchemaFacts, module: string): PrivilegeFacts[] {
  return schema.privileges.filter((privilege) => privilege.modules.includes(module));
}

/**
 * Templates of a published module that answer without a token: no privilege lists the module, and no pattern covers the
 * template. A module that nothing covers is public, and nothing says so (facts/ords.md 4).
 */
export function openTemplates(schema: SchemaFacts, module: ModuleFacts): string[] {
  return uncovered(schema, module, () => true);
}

/**
 * Templates that are covered only where a `*` inside of a pattern means what it looks like: the one at the end, as a segment of its
 * own, alone is documented (facts/ords.md 4).
 */
export function doubtfulTemplates(schema: SchemaFacts, module: ModuleFacts): string[] {
  const open = openTemplates(schema, module);
  return uncovered(schema, module, (pattern) => /^[^*]*(?:(?:^|\/)\*)?$/.test(pattern)).filter(
    (template) => !open.includes(template),
  );
}

function uncovered(schema: SchemaFacts, module: ModuleFacts, counts: (pattern: string) => boolean): string[] {
  if (!isPublished(module) || listingPrivileges(schema, module.name).length > 0) return [];
  const patterns = schema.privileges.flatMap((privilege) => privilege.patterns).filter(counts);
  return module.templates.filter(
    (template) => !patterns.some((pattern) => patternCoversTemplate(pattern, module, template)),
  );
}

export function isPublished(module: ModuleFacts): boolean {
  return module.status === 'PUBLISHED';
}

/** Whether a template answers a path; a slash at its end does not matter (unsure). */
export function templateAnswers(module: ModuleFacts, template: string, path: readonly string[]): boolean {
  const { segments, openEnded } = templatePath(module, template);
  if (openEnded ? path.length <= segments.length : path.length !== segments.length) return false;
  return segments.every((segment, index) => segment === 'variable' || segment.text === path[index]);
}

/** `.` is the module's root; `:id`, `{id}` and `:path*` are variables. */
function templatePath(module: ModuleFacts, template: string): TemplatePath {
  const own = template === '.' ? [] : segmentsOf(template);
  const openEnded = /^:.+\*$/.test(own.at(-1) ?? '');
  const segments = (openEnded ? own.slice(0, -1) : own).map((text): Segment =>
    /^:|^\{.*\}$/.test(text) ? 'variable' : { text },
  );
  return {
    segments: [...segmentsOf(module.basePath).map((text) => ({ text })), ...segments],
    openEnded,
    endsInSlash: own.length === 0 || template.endsWith('/'),
  };
}

/** `/a/*` does not cover `/a`, for no source says that it does; `/*` is the whole schema. */
function coversAll(pattern: string, path: TemplatePath): boolean {
  const wanted = segmentsOf(pattern);
  const below = wanted.at(-1) === '*';
  const prefix = below ? wanted.slice(0, -1) : wanted;
  if (!below && (path.openEnded || prefix.length !== path.segments.length)) return false;
  const isRoot = prefix.length === path.segments.length && !path.openEnded && !path.endsInSlash;
  if (below && isRoot && prefix.length > 0) return false;
  return (
    prefix.length <= path.segments.length &&
    prefix.every((part, index) => {
      const segment = path.segments[index];
      return segment === 'variable' ? part === '*' : segment !== undefined && fits(part, segment.text);
    })
  );
}

function touches(pattern: string, path: TemplatePath): boolean {
  const wanted = segmentsOf(pattern);
  const below = wanted.at(-1) === '*';
  const prefix = below ? wanted.slice(0, -1) : wanted;
  if (!path.openEnded && prefix.length > path.segments.length) return false;
  if (!below && prefix.length < path.segments.length + (path.openEnded ? 1 : 0)) return false;
  return prefix.every((part, index) => {
    const segment = path.segments[index];
    return segment === undefined || segment === 'variable' || fits(part, segment.text);
  });
}

/** A `*` inside a segment stands for any characters of it (unsure: only the one at the end is documented). */
function fits(part: string, text: string): boolean {
  if (!part.includes('*')) return part === text;
  const pieces = part.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`, 's').test(text);
}
