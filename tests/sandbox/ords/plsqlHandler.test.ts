import type { BindDirection, DatabaseSession, ExecuteRequest, Value } from '../../../sandbox/oracle/database';
import { RequestFailed, type HandlerRequest } from '../../../sandbox/ords/handlers/answer';
import { PAGE_KEY, type Page } from '../../../sandbox/oracle/packages/sys/webToolkit';
import { plsqlBlock } from '../../../sandbox/ords/handlers/plsqlHandler';
import type { ParameterMetadata } from '../../../sandbox/ords/metadata/model';
import { compileTemplate } from '../../../sandbox/ords/routing/template';

/** A session that records the block's binds and answers with the given OUT values by name. */
function session(
  out: Record<string, Value>,
  page: Partial<Page> = {},
): DatabaseSession & { requests: ExecuteRequest[]; packageState: Map<string, unknown> } {
  const packageState = new Map<string, unknown>();
  const requests: ExecuteRequest[] = [];
  return {
    requests,
    packageState,
    user: 'DEMO',
    attributes: {},
    inTransaction: false,
    execute(request) {
      requests.push(request);
      packageState.set(PAGE_KEY, { status: undefined, headers: [], body: '', ...page });
      const directions = request.binds.map((bind): BindDirection => (bind.name in out ? 'in out' : 'in'));
      const values = request.binds.map((bind) => out[bind.name] ?? null);
      return Promise.resolve({ kind: 'plsql', directions, values });
    },
    commit: () => Promise.resolve(),
    rollback: () => Promise.resolve(),
    close: () => undefined,
  };
}

function request(source: string, change: Partial<HandlerRequest> = {}): HandlerRequest {
  return {
    schemaUser: 'DEMO',
    route: {
      module: { id: 1, name: 'm', published: true, basePath: 'm/', itemsPerPage: 25, templates: [] },
      template: { uriTemplate: ':id', route: compileTemplate(':id'), priority: 0, handlers: [] },
      variables: new Map([['id', '7']]),
    },
    handler: { id: 1, method: 'POST', sourceType: 'plsql/block', mimesAllowed: null, itemsPerPage: null },
    source,
    parameters: [],
    principal: { subject: 'someone', grants: { mode: 'scope', scopes: [] } },
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-trace': 't-1' },
    query: new URLSearchParams('from=a&id=8'),
    body: Buffer.from('{"name":"Ann","age":5,"tags":["x"],"ID":9}'),
    url: 'https://h/ords/demo/m/7',
    schemaUrl: 'https://h/ords/demo',
    ...change,
  };
}

const parameter = (change: Partial<ParameterMetadata>): ParameterMetadata => ({
  name: 'n',
  bindVariable: 'n',
  sourceType: 'URI',
  accessMethod: 'IN',
  paramType: 'STRING',
  ...change,
});

async function bound(
  source: string,
  parameters: readonly ParameterMetadata[] = [],
): Promise<Record<string, unknown>> {
  const demo = session({});
  await plsqlBlock(demo, request(source, { parameters }));
  return Object.fromEntries((demo.requests[0]?.binds ?? []).map((bind) => [bind.name, bind.value]));
}

describe('binds', () => {
  test('the URL before the query before the body; one per name; unknown ones are NULL', async () => {
    expect(
      await bound("begin x(:id, :Id, :from, :name, :age, :tags, :nothing, q'[:no]'); end; -- :no"),
    ).toEqual({
      ID: '7',
      FROM: 'a',
      NAME: 'Ann',
      AGE: 5,
      TAGS: '["x"]',
      NOTHING: null,
    });
  });

  test('implicit parameters by their exact names', async () => {
    const binds = await bound('begin x(:body, :body_text, :content_type, :current_user, :status_code); end;');
    expect(binds).toEqual({
      BODY: Buffer.from('{"name":"Ann","age":5,"tags":["x"],"ID":9}'),
      BODY_TEXT: '{"name":"Ann","age":5,"tags":["x"],"ID":9}',
      CONTENT_TYPE: 'application/json; charset=utf-8',
      CURRENT_USER: 'someone',
      STATUS_CODE: null,
    });
    expect(await bound('begin x(:CURRENT_USER); end;')).toEqual({ CURRENT_USER: null });
  });

  test('declared parameters come from where they say, in their type', async () => {
    const binds = await bound('begin x(:trace, :number, :name); end;', [
      parameter({ name: 'X-Trace', bindVariable: 'trace', sourceType: 'HEADER' }),
      parameter({ name: 'id', bindVariable: 'number', paramType: 'INT' }),
      parameter({ name: 'absent', bindVariable: 'name' }),
    ]);
    expect(binds).toEqual({ TRACE: 't-1', NUMBER: 7, NAME: null });
  });

  test('what does not fit the declared type is 400', async () => {
    const parameters = [parameter({ name: 'from', bindVariable: 'n', paramType: 'INT' })];
    await expect(bound('begin x(:n); end;', parameters)).rejects.toMatchObject({ problem: { status: 400 } });
  });

  test('a result set is 501', async () => {
    const parameters = [parameter({ paramType: 'RESULTSET', accessMethod: 'OUT', sourceType: 'RESPONSE' })];
    await expect(bound('begin open :n for x; end;', parameters)).rejects.toMatchObject({
      problem: { status: 501 },
    });
  });
});

describe('answers', () => {
  const answer = (
    out: Record<string, Value>,
    parameters: ParameterMetadata[] = [],
    page: Partial<Page> = {},
  ) => {
    const source = `begin x(:status_code, :forward_location${parameters.map((p) => `, :${p.bindVariable}`).join('')}); end;`;
    return plsqlBlock(session(out, page), request(source, { parameters }));
  };

  test('nothing: 200 and an empty body', async () => {
    expect(await answer({})).toEqual({ status: 200, headers: [], body: '' });
  });

  test('the page with its headers and status; :status_code wins', async () => {
    const page: Page = { status: 201, headers: [['Content-Type', 'text/plain']], body: 'hello' };
    expect(await answer({}, [], page)).toEqual(page);
    expect((await answer({ STATUS_CODE: 409 }, [], page)).status).toBe(409);
  });

  test('RESPONSE parameters are a JSON object, HEADER parameters headers on one line', async () => {
    const parameters = [
      parameter({
        name: 'total',
        bindVariable: 't',
        sourceType: 'RESPONSE',
        accessMethod: 'OUT',
        paramType: 'INT',
      }),
      parameter({ name: 'Location', bindVariable: 'l', sourceType: 'HEADER', accessMethod: 'OUT' }),
      parameter({
        name: 'X-ORDS-STATUS-CODE',
        bindVariable: 's',
        sourceType: 'HEADER',
        accessMethod: 'OUT',
        paramType: 'INT',
      }),
    ];
    expect(await answer({ T: 3, L: '/x\r\nSet-Cookie: a=b', S: 201 }, parameters)).toEqual({
      status: 201,
      headers: [
        ['Location', '/x Set-Cookie: a=b'],
        ['Content-Type', 'application/json'],
      ],
      body: '{"total":3}',
    });
  });

  test('forwarding is 501, an impossible status 500', async () => {
    await expect(answer({ FORWARD_LOCATION: '/x' })).rejects.toMatchObject({ problem: { status: 501 } });
    await expect(answer({ STATUS_CODE: 99 })).rejects.toBeInstanceOf(RequestFailed);
  });
});
