import type { Bind, DatabaseSession, Value } from '../../oracle/database';
import { STATUS } from '../http/problem';
import { failed, type Answer, type HandlerRequest } from './answer';
import { RequestBinds } from './binds';
import { jsonValue } from './json';
import { preparePage, takeGeneratedPage, type GeneratedPage } from './page';
import { distinct, placeholdersOf } from './placeholders';

const NO_PAGE = { offset: 0, limit: 0, requestedLimit: undefined };
/** Header parameters of this name set the status, as :status_code does. */
const STATUS_HEADERS = ['X-ORDS-STATUS-CODE', 'X-APEX-STATUS-CODE'];

/** `plsql/block`: runs the block; the page buffer, or the RESPONSE parameters, are the answer. */
export async function plsqlBlock(session: DatabaseSession, request: HandlerRequest): Promise<Answer> {
  const requestBinds = new RequestBinds(request, NO_PAGE);
  const binds = distinct(placeholdersOf(request.source)).map((entry) => requestBinds.bind(entry));
  preparePage(session, request);
  const result = await session.execute({ sql: request.source, binds });
  const out =
    result.kind === 'plsql'
      ? outValues(binds, result.directions, result.values)
      : new Map<string, OutValue>();
  if ((out.get('FORWARD_LOCATION')?.value ?? null) !== null) throw failed(STATUS.NOT_IMPLEMENTED);
  return assemble(request, out, takeGeneratedPage(session));
}

interface OutValue {
  readonly value: Value;
  readonly bind: Bind;
}

function outValues(
  binds: readonly Bind[],
  directions: readonly string[],
  values: readonly (Value | Value[])[],
): Map<string, OutValue> {
  const out = new Map<string, OutValue>();
  binds.forEach((bind, index) => {
    const value = values[index] ?? null;
    if (directions[index] !== 'in' && !Array.isArray(value)) out.set(bind.name, { bind, value });
  });
  return out;
}

function assemble(request: HandlerRequest, out: ReadonlyMap<string, OutValue>, page: GeneratedPage): Answer {
  const headers: (readonly [string, string])[] = [...page.headers];
  const members: string[] = [];
  let status = Number(out.get('STATUS_CODE')?.value ?? page.status ?? 200);
  for (const { name, bindVariable, sourceType, accessMethod } of request.parameters) {
    const found = out.get(bindVariable.toUpperCase());
    if (found === undefined || accessMethod === 'IN') continue;
    const { value, bind } = found;
    if (sourceType === 'RESPONSE') members.push(`${JSON.stringify(name)}:${jsonValue(value, bind)}`);
    else if (STATUS_HEADERS.includes(name.toUpperCase())) status = value === null ? status : Number(value);
    else if (sourceType === 'HEADER' && value !== null) headers.push([name, headerValue(value)]);
  }
  if (!Number.isInteger(status) || status < 200 || status > 599) throw failed(STATUS.INTERNAL_SERVER_ERROR);
  if (page.body !== '' || members.length === 0) return { status, headers, body: page.body };
  return {
    status,
    headers: [...headers, ['Content-Type', 'application/json']],
    body: `{${members.join(',')}}`,
  };
}

/** A line break in a value would start another header. */
function headerValue(value: Value): string {
  return (value instanceof Date ? value.toISOString() : String(value)).replaceAll(/[\r\n]+/g, ' ');
}
