import type { Bind, OracleTypeName, Value } from '../../oracle/database';
import { STATUS } from '../http/problem';
import type { ParameterMetadata } from '../metadata/model';
import { failed, type HandlerRequest } from './answer';
import type { Page } from './paging';
import type { Placeholder } from './placeholders';
import { bodyMembers } from './requestBody';

/** Bytes that a text OUT bind can take; JDBC's limit for PL/SQL. */
const OUT_TEXT_SIZE = 32767;

/** As DEFINE_PARAMETER types them. */
const TYPES: Readonly<Record<string, OracleTypeName>> = {
  STRING: 'VARCHAR2',
  INT: 'NUMBER',
  LONG: 'NUMBER',
  DOUBLE: 'NUMBER',
  BOOLEAN: 'BOOLEAN',
  TIMESTAMP: 'TIMESTAMP',
};

/** Gives every placeholder its value: declared parameters first, then ORDS's implicit ones, then the request by name. */
export class RequestBinds {
  private readonly members: ReadonlyMap<string, Value>;
  private readonly declared: ReadonlyMap<string, ParameterMetadata>;

  constructor(
    private readonly request: HandlerRequest,
    private readonly page: Page,
  ) {
    this.declared = new Map(request.parameters.map((entry) => [entry.bindVariable.toUpperCase(), entry]));
    this.members = bodyMembers(headerText(request, 'content-type'), request.body ?? Buffer.alloc(0));
  }

  bind(placeholder: Placeholder): Bind {
    const parameter = this.declared.get(placeholder.upperName);
    if (parameter !== undefined) return this.declaredBind(placeholder, parameter);
    const implicit = this.implicit(placeholder.name);
    if (implicit !== undefined) return bindOf(placeholder, implicit.type, implicit.value);
    const value = this.byName(placeholder);
    return bindOf(placeholder, typeOf(value), value);
  }

  private declaredBind(placeholder: Placeholder, parameter: ParameterMetadata): Bind {
    const type = TYPES[parameter.paramType];
    if (type === undefined) throw failed(STATUS.NOT_IMPLEMENTED); // RESULTSET: cursors do not cross the seam
    if (parameter.accessMethod === 'OUT') return bindOf(placeholder, type, null);
    const text =
      parameter.sourceType === 'HEADER'
        ? headerText(this.request, parameter.name.toLowerCase())
        : (this.request.route.variables.get(parameter.name) ?? this.request.query.get(parameter.name));
    return bindOf(placeholder, type, convert(text ?? null, type));
  }

  /** The implicit parameters of the guide's chapter of that name; :forward_location is not supported. */
  private implicit(name: string): { type: OracleTypeName; value: Value } | undefined {
    const { request, page } = this;
    switch (name) {
      case 'body':
        return { type: 'BLOB', value: request.body ?? null };
      case 'body_text':
      case 'body_json':
        return { type: 'CLOB', value: request.body?.toString('utf8') ?? null };
      case 'content_type':
        return { type: 'VARCHAR2', value: headerText(request, 'content-type') ?? null };
      case 'current_user':
        return { type: 'VARCHAR2', value: request.principal?.subject ?? null };
      case 'status_code':
        return { type: 'NUMBER', value: null };
      case 'forward_location':
        return { type: 'VARCHAR2', value: null };
      case 'fetch_offset':
        return { type: 'NUMBER', value: page.offset };
      case 'fetch_size':
      case 'page_size':
        return { type: 'NUMBER', value: page.limit };
      case 'page_offset':
        return { type: 'NUMBER', value: page.limit === 0 ? 0 : Math.floor(page.offset / page.limit) };
      case 'row_offset':
        return { type: 'NUMBER', value: page.offset + 1 };
      case 'row_count':
        return { type: 'NUMBER', value: page.offset + page.limit };
      default:
        return undefined;
    }
  }

  private byName({ name, upperName }: Placeholder): Value {
    const { route, query } = this.request;
    for (const values of [route.variables, new Map(query), this.members]) {
      const exact = values.get(name);
      if (exact !== undefined) return exact;
      for (const [key, value] of values) if (key.toUpperCase() === upperName) return value;
    }
    return null;
  }
}

/** Placeholders with which a source does its own paging. */
export const PAGING_PLACEHOLDERS: readonly string[] = [
  'fetch_offset',
  'fetch_size',
  'page_offset',
  'page_size',
  'row_offset',
  'row_count',
];

export function headerText(request: HandlerRequest, lowerCaseName: string): string | undefined {
  const value = request.headers[lowerCaseName];
  return Array.isArray(value) ? value.join(', ') : value;
}

function convert(text: string | null, type: OracleTypeName): Value {
  if (text === null || text === '') return null;
  if (type === 'NUMBER') {
    if (!Number.isFinite(Number(text))) throw failed(STATUS.BAD_REQUEST);
    return Number(text);
  }
  if (type === 'BOOLEAN') return text.toLowerCase() === 'true';
  if (type === 'TIMESTAMP') {
    const date = new Date(text);
    if (Number.isNaN(date.getTime())) throw failed(STATUS.BAD_REQUEST);
    return date;
  }
  return text;
}

function typeOf(value: Value): OracleTypeName {
  if (typeof value === 'number') return 'NUMBER';
  if (typeof value === 'boolean') return 'BOOLEAN';
  return typeof value === 'string' && Buffer.byteLength(value) > OUT_TEXT_SIZE ? 'CLOB' : 'VARCHAR2';
}

function bindOf(placeholder: Placeholder, type: OracleTypeName, value: Value): Bind {
  const maxSize = type === 'VARCHAR2' || type === 'CLOB' ? OUT_TEXT_SIZE : 0;
  return { name: placeholder.upperName, type, value: value === '' ? null : value, maxSize, isArray: false };
}
