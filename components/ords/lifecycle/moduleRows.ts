import type { Part, Row } from '../../database/database';
import {
  canonicalTemplates,
  normalBasePath,
  type HandlerInputs,
  type ModuleInputs,
  type ModuleStatus,
  type ParameterInputs,
  type TemplateInputs,
} from './moduleDefinition';
import { compact } from './plain';

/** Characters of a handler's source in each of the four pieces that come with `snapshot/catalogue`. */
export const SOURCE_PIECE = 1_300;
const SOURCE_SEEN = 4 * SOURCE_PIECE;

/** The calls that define a module's templates, handlers and parameters, in the order in which they must come. */
export function definitionParts(templates: readonly TemplateInputs[]): Part[] {
  return templates.flatMap((template) => [
    {
      text: 'module/template',
      binds: {
        pattern: template.pattern,
        priority: template.priority,
        etag_type: template.etagType,
        etag_query: template.etagQuery ?? null,
        comments: template.comments ?? null,
      },
    },
    ...template.handlers.flatMap((handler) => handlerParts(template.pattern, handler)),
  ]);
}

function handlerParts(pattern: string, handler: HandlerInputs): Part[] {
  const at = { pattern, method: handler.method };
  return [
    {
      text: 'module/handler',
      binds: {
        ...at,
        source_type: handler.sourceType,
        source: handler.source,
        items_per_page: handler.itemsPerPage ?? null,
        mimes_allowed: handler.mimesAllowed ?? null,
        comments: handler.comments ?? null,
      },
    },
    ...handler.parameters.map((parameter) => ({
      text: 'module/parameter',
      binds: {
        ...at,
        parameter: parameter.name,
        bind_variable: parameter.bindVariableName ?? null,
        source_type: parameter.sourceType,
        param_type: parameter.paramType,
        access_method: parameter.accessMethod,
        comments: parameter.comments ?? null,
      },
    })),
  ];
}

/** How many of each the views must show afterwards. */
export function definitionCounts(templates: readonly TemplateInputs[]): {
  templates: number;
  handlers: number;
  parameters: number;
} {
  const handlers = templates.flatMap((template) => template.handlers);
  return {
    templates: templates.length,
    handlers: handlers.length,
    parameters: handlers.flatMap((handler) => handler.parameters).length,
  };
}

/** Whether a handler's source is longer than what `snapshot/catalogue` brings, or may have lost something between two pieces. */
export function needsWholeSources(rows: readonly Row[]): boolean {
  return rows.some((row) => Number(row.SOURCE_LENGTH ?? 0) > SOURCE_SEEN || mayHaveSplitPair(row));
}

/** What may stand for half of a surrogate pair: it has no source whether the database gives the half or a substitute. */
const HALF = /[\ud800-\udfff\ufffd?\u00bf]/;

/** A CLOB counts a character beyond U+FFFF as two, so that a piece may end in the middle of one. */
function mayHaveSplitPair(row: Row): boolean {
  const pieces = piecesOf(row);
  return pieces
    .slice(1)
    .some((piece, index) => HALF.test(pieces[index]?.at(-1) ?? '') || HALF.test(piece[0] ?? ''));
}

function piecesOf(row: Row): string[] {
  return [row.SOURCE1, row.SOURCE2, row.SOURCE3, row.SOURCE4].flatMap((piece) =>
    piece === null || piece === undefined ? [] : [String(piece)],
  );
}

/** The definition that the module's rows of `snapshot/catalogue` describe; `sources` are those of `snapshot/sources`. */
export function moduleFromRows(
  name: string,
  rows: readonly Row[],
  sources: readonly Row[] = [],
): ModuleInputs | undefined {
  const head = rows.find((row) => row.KIND === 'module');
  if (!head) return undefined;
  const of = (kind: string, template?: unknown, method?: unknown): Row[] =>
    rows.filter(
      (row) =>
        row.KIND === kind &&
        (template === undefined || row.TEMPLATE === template) &&
        (method === undefined || row.METHOD === method),
    );
  const source = (row: Row): unknown =>
    sources.find((entry) => entry.TEMPLATE === row.TEMPLATE && entry.METHOD === row.METHOD)?.SOURCE ??
    piecesOf(row).join('');

  const parameter = (row: Row): ParameterInputs =>
    compact({
      name: row.ITEM,
      bindVariableName: row.TEXT1,
      sourceType: row.TEXT2,
      paramType: row.TEXT3,
      accessMethod: row.TEXT4,
      comments: row.COMMENTS,
    }) as unknown as ParameterInputs;
  const handler = (row: Row): HandlerInputs =>
    compact({
      method: row.METHOD,
      sourceType: row.TEXT1,
      source: source(row),
      itemsPerPage: row.NUMBER1,
      mimesAllowed: row.TEXT2,
      comments: row.COMMENTS,
      parameters: of('parameter', row.TEMPLATE, row.METHOD).map(parameter),
    }) as unknown as HandlerInputs;
  const template = (row: Row): TemplateInputs =>
    compact({
      pattern: row.TEMPLATE,
      priority: row.NUMBER1,
      etagType: row.TEXT1,
      etagQuery: row.TEXT2,
      comments: row.COMMENTS,
      handlers: of('handler', row.TEMPLATE).map(handler),
    }) as unknown as TemplateInputs;

  return compact({
    name,
    basePath: normalBasePath(String(head.TEXT1 ?? '')),
    itemsPerPage: head.NUMBER1 as number,
    status: head.TEXT2 as ModuleStatus,
    comments: head.COMMENTS as string,
    templates: canonicalTemplates(of('template').map(template)),
  });
}
