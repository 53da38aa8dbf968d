import type { Row } from '../database/database';
import { profileFacts } from '../diagnose/collect/ordsRows';
import { withoutMark } from '../ords/lifecycle/mark';
import {
  canonicalTemplates,
  type HandlerInputs,
  type ParameterInputs,
  type TemplateInputs,
} from '../ords/lifecycle/moduleDefinition';
import { compact } from '../ords/lifecycle/plain';
import type { LiveModule, LivePrivilege, LiveSchema } from './liveSchema';

/** What the queries of `sql/export` gave for one schema. */
export interface SchemaRows {
  readonly catalogue: readonly Row[];
  readonly handlers: readonly Row[];
  readonly profiles: readonly Row[];
}

/** Undefined when ORDS does not know the schema. */
export function liveSchema(schema: string, rows: SchemaRows): LiveSchema | undefined {
  const kinds = grouped(rows.catalogue, (row) => text(row.KIND));
  const of = (kind: string): readonly Row[] => kinds.get(kind) ?? [];
  const [head] = of('schema');
  if (!head) return undefined;
  const templates = templatesByModule(of('template'), rows.handlers, of('parameter'));
  return {
    schema,
    enabled: head.TEXT1 === 'ENABLED',
    alias: text(head.MODULE),
    modules: of('module')
      .map((row) => module(row, templates.get(text(row.MODULE)) ?? []))
      .sort(byName),
    privileges: privileges(of),
    roles: of('role')
      .map((row) => text(row.ITEM))
      .sort(),
    profile: profileFacts(rows.profiles[0]),
  };
}

/** Comments as a user would write them: the mark of a stack is not his. */
function unmarked(row: Row): string | undefined {
  return withoutMark(row.COMMENTS == null ? undefined : text(row.COMMENTS));
}

function module(row: Row, templates: readonly TemplateInputs[]): LiveModule {
  return {
    ...compact({ comments: unmarked(row), originsAllowed: row.TEXT3, preHook: row.TEXT4 } as object),
    name: text(row.MODULE),
    basePath: text(row.TEXT1),
    status: text(row.TEXT2),
    itemsPerPage: row.NUMBER1 == null ? null : Number(row.NUMBER1),
    templates: canonicalTemplates(templates),
  };
}

function templatesByModule(
  templates: readonly Row[],
  handlers: readonly Row[],
  parameters: readonly Row[],
): Map<string, TemplateInputs[]> {
  const handlersOf = grouped(handlers, (row) => key(row.MODULE, row.TEMPLATE));
  const parametersOf = grouped(parameters, (row) => key(row.MODULE, row.TEMPLATE, row.METHOD));
  const found = new Map<string, TemplateInputs[]>();
  for (const row of templates) {
    const name = text(row.MODULE);
    const list = found.get(name) ?? [];
    found.set(name, list);
    list.push({
      ...compact({ etagQuery: row.TEXT2, comments: row.COMMENTS } as object),
      pattern: text(row.TEMPLATE),
      priority: Number(row.NUMBER1 ?? 0),
      etagType: text(row.TEXT1),
      handlers: (handlersOf.get(key(row.MODULE, row.TEMPLATE)) ?? []).map((handlerRow) =>
        handler(handlerRow, parametersOf.get(key(row.MODULE, row.TEMPLATE, handlerRow.METHOD)) ?? []),
      ),
    });
  }
  return found;
}

function handler(row: Row, parameters: readonly Row[]): HandlerInputs {
  return {
    ...compact({
      itemsPerPage: row.ITEMS_PER_PAGE,
      mimesAllowed: row.MIMES_ALLOWED,
      comments: row.COMMENTS,
    } as object),
    method: text(row.METHOD),
    sourceType: text(row.SOURCE_TYPE),
    source: text(row.SOURCE),
    parameters: parameters.map(parameter),
  };
}

function parameter(row: Row): ParameterInputs {
  return {
    ...compact({ bindVariableName: row.TEXT1, comments: row.COMMENTS } as object),
    name: text(row.ITEM),
    sourceType: text(row.TEXT2),
    paramType: text(row.TEXT3),
    accessMethod: text(row.TEXT4),
  };
}

function privileges(of: (kind: string) => readonly Row[]): LivePrivilege[] {
  const lists = (kind: string): ((name: string) => string[]) => {
    const groups = grouped(of(kind), (row) => text(row.ITEM));
    return (name) => (groups.get(name) ?? []).map((row) => text(row.TEXT1)).sort();
  };
  const roles = lists('privilege_role');
  const modules = lists('privilege_module');
  const patterns = lists('privilege_pattern');
  return of('privilege')
    .map((row) => {
      const name = text(row.ITEM);
      return {
        ...compact({ label: row.TEXT1, description: row.TEXT2, comments: unmarked(row) } as object),
        name,
        roles: roles(name),
        modules: modules(name),
        patterns: patterns(name),
      };
    })
    .sort(byName);
}

function grouped(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = keyOf(row);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}

// Names may hold any character, so that no separator between them would be safe.
function key(...parts: (Row[string] | undefined)[]): string {
  return JSON.stringify(parts);
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

// Oracle keeps an empty text as null.
function text(value: Row[string] | undefined): string {
  return value == null ? '' : String(value);
}
