import { rewrittenPart } from '../../rules/path';
import type { Checker } from './checker';
import { NAME_MAX, TEXT_MAX } from './limits';
import { compact, isUnknown } from './plain';

export const STATUSES = ['PUBLISHED', 'NOT_PUBLISHED'] as const;
export type ModuleStatus = (typeof STATUSES)[number];

export interface ParameterInputs {
  readonly name: string;
  readonly bindVariableName?: string;
  readonly sourceType: string;
  readonly paramType: string;
  readonly accessMethod: string;
  readonly comments?: string;
}

export interface HandlerInputs {
  readonly method: string;
  readonly sourceType: string;
  readonly source: string;
  readonly itemsPerPage?: number;
  readonly mimesAllowed?: string;
  readonly comments?: string;
  readonly parameters: readonly ParameterInputs[];
}

export interface TemplateInputs {
  readonly pattern: string;
  readonly priority: number;
  readonly etagType: string;
  readonly etagQuery?: string;
  readonly comments?: string;
  readonly handlers: readonly HandlerInputs[];
}

export interface ModuleInputs {
  readonly name: string;
  readonly basePath: string;
  readonly itemsPerPage: number;
  readonly status?: ModuleStatus;
  readonly comments?: string;
  readonly templates: readonly TemplateInputs[];
}

// facts/ords.md 3: what the calls use when nothing is said.
const ITEMS_PER_PAGE = 25;
const PRIORITY = 0;
const ETAG_TYPE = 'HASH';
const SOURCE_TYPE = 'HEADER';
const PARAM_TYPE = 'STRING';
const ACCESS_METHOD = 'IN';

/** `/orders/` however it was written: with or without the slashes, both of which are seen in the field. */
export function normalBasePath(path: string): string {
  const inner = path.replace(/^\/+|\/+$/g, '');
  return inner ? `/${inner}/` : '/';
}

/** One order for what ORDS keeps without order. */
export function canonicalTemplates(templates: readonly TemplateInputs[]): TemplateInputs[] {
  return inOrder(templates, (template) => template.pattern).map((template) => ({
    ...template,
    handlers: inOrder(template.handlers, (handler) => handler.method).map((handler) => ({
      ...handler,
      parameters: inOrder(handler.parameters, (parameter) => `${parameter.name} ${parameter.accessMethod}`),
    })),
  }));
}

export function checkModule(checker: Checker): ModuleInputs {
  const basePath = checker.text('basePath', { required: true, max: NAME_MAX });
  if (/[*?#\s]/.test(basePath)) {
    checker.fail('basePath', `must be a path such as "/orders/", found ${JSON.stringify(basePath)}`);
  }
  checkPath(checker, 'basePath', `/${basePath}/`);
  const templates = checker.objects('templates', checkTemplate) ?? [];
  if (!isUnknown(templates))
    noRepeats(
      checker,
      'templates',
      templates.map((template) => template.pattern),
    );
  return compact({
    name: checker.text('name', { required: true, max: NAME_MAX }),
    basePath: isUnknown(basePath) ? basePath : normalBasePath(basePath),
    itemsPerPage: checker.integer('itemsPerPage', { min: 0 }) ?? ITEMS_PER_PAGE,
    status: checker.oneOf('status', STATUSES),
    comments: checker.text('comments', { max: TEXT_MAX, free: true }),
    templates: isUnknown(templates) ? templates : canonicalTemplates(templates),
  }) as ModuleInputs;
}

function checkTemplate(checker: Checker): TemplateInputs {
  const handlers = checker.objects('handlers', checkHandler) ?? [];
  if (!isUnknown(handlers))
    noRepeats(
      checker,
      'handlers',
      handlers.map((handler) => handler.method),
    );
  const pattern = checker.text('pattern', { required: true, max: TEXT_MAX });
  checkPath(checker, 'pattern', pattern);
  return compact({
    pattern,
    priority: checker.integer('priority', { min: 0, max: 9 }) ?? PRIORITY,
    etagType: checker.oneOf('etagType', ['HASH', 'QUERY', 'NONE']) ?? ETAG_TYPE,
    etagQuery: checker.text('etagQuery', { max: TEXT_MAX, free: true }),
    comments: checker.text('comments', { max: TEXT_MAX, free: true }),
    handlers,
  }) as TemplateInputs;
}

function checkHandler(checker: Checker): HandlerInputs {
  const method = checker.text('method', { required: true, max: NAME_MAX });
  if (!isUnknown(method) && method && !/^[A-Z]+$/.test(method)) {
    checker.fail('method', `must be an HTTP method in upper case, found ${JSON.stringify(method)}`);
  }
  const parameters = checker.objects('parameters', checkParameter) ?? [];
  return compact({
    method,
    sourceType: checker.text('sourceType', { required: true, max: NAME_MAX }),
    source: checker.text('source', { required: true, free: true }),
    itemsPerPage: checker.integer('itemsPerPage', { min: 0 }),
    mimesAllowed: checker.text('mimesAllowed', { max: TEXT_MAX }),
    comments: checker.text('comments', { max: TEXT_MAX, free: true }),
    parameters,
  }) as HandlerInputs;
}

function checkParameter(checker: Checker): ParameterInputs {
  return compact({
    name: checker.text('name', { required: true, max: NAME_MAX }),
    bindVariableName: checker.text('bindVariableName', { max: NAME_MAX }),
    // facts/ords.md 3: QUERY and QUERY_STRING are refused by a check constraint.
    sourceType: checker.oneOf('sourceType', ['HEADER', 'RESPONSE', 'URI']) ?? SOURCE_TYPE,
    paramType: checker.text('paramType', { max: NAME_MAX }) ?? PARAM_TYPE,
    accessMethod: checker.oneOf('accessMethod', ['IN', 'OUT', 'INOUT']) ?? ACCESS_METHOD,
    comments: checker.text('comments', { max: TEXT_MAX, free: true }),
  }) as ParameterInputs;
}

/** Of a path that is rewritten on its way, nobody can say whether it is protected. */
export function checkPath(checker: Checker, property: string, path: string): void {
  const part = rewrittenPart(path);
  if (part === undefined) return;
  checker.fail(
    property,
    `carries ${JSON.stringify(part)}, which callers and servers rewrite; write the path as callers will see it, found ${JSON.stringify(path)}`,
  );
}

function noRepeats(checker: Checker, property: string, keys: readonly string[]): void {
  const repeated = keys.find((key, index) => key && !isUnknown(key) && keys.indexOf(key) !== index);
  if (repeated !== undefined) checker.fail(property, `has ${JSON.stringify(repeated)} twice`);
}

function inOrder<T>(entries: readonly T[], key: (entry: T) => string): T[] {
  if (isUnknown(entries)) return entries as T[];
  return [...entries].sort((left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0));
}
