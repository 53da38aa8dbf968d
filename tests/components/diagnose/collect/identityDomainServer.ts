import type { IncomingMessage, ServerResponse } from 'node:http';

type Json = Record<string, unknown>;

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
const DETAILS = 'urn:ietf:params:scim:api:oracle:idcs:extension:messages:Error';

/** The answers of an identity domain that the collectors look at, as facts/oci-iam.md 1.3, 1.8 and 2 have them. */
export class IdentityDomainServer {
  apps: Json[] = [];
  claims: Json[] = [];
  keysArePublic = false;
  /** What is in force until it is taken back: a status for `/admin/v1`. */
  refusing: number | undefined;
  /** Page that is given at most; smaller than what is asked for. */
  page = 50;
  readonly asked: { method: string; url: string; authorization: string | undefined; body: string }[] = [];

  readonly listen = (request: IncomingMessage, response: ServerResponse): void => {
    void this.answer(request, response);
  };

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url = '', headers } = request;
    this.asked.push({ method, url, authorization: headers.authorization, body });
    const { pathname, searchParams } = new URL(url, 'https://domain');
    const send = (status: number, document?: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(document === undefined ? '' : JSON.stringify(document));
    };
    const origin = `https://${headers.host}`;
    if (pathname === '/.well-known/openid-configuration')
      return send(200, {
        issuer: 'https://identity.oraclecloud.com/',
        jwks_uri: `${origin}/admin/v1/SigningCert/jwk`,
      });
    if (pathname === '/oauth2/v1/token') return send(...this.token(headers.authorization, body));
    if (pathname === '/admin/v1/SigningCert/jwk')
      return this.keysArePublic ? send(200, { keys: [] }) : send(401, unauthorized());
    if (this.refusing !== undefined) return send(this.refusing, unauthorized(this.refusing));
    if (!headers.authorization?.startsWith('Signature ')) return send(401, unauthorized());
    const [, kind = '', id] = /^\/admin\/v1\/(\w+)(?:\/(.+))?$/.exec(pathname) ?? [];
    if (id !== undefined) return send(...this.change(method, decodeURIComponent(id), body));
    const all = (kind === 'Apps' ? this.apps : this.claims).filter((one) =>
      lets(searchParams.get('filter'), one),
    );
    const start = Number(searchParams.get('startIndex') ?? '1');
    const shown = all.slice(start - 1, start - 1 + this.page);
    return send(200, { schemas: [LIST], totalResults: all.length, Resources: shown, startIndex: start });
  }

  private change(method: string, id: string, body: string): [number, object?] {
    const app = this.apps.find((one) => one.id === id);
    if (!app) return [404, { schemas: [ERROR], detail: 'not found', status: '404' }];
    if (method === 'PATCH') {
      const { Operations } = JSON.parse(body) as { Operations: { path: string; value: unknown }[] };
      for (const { path, value } of Operations) app[path] = value;
      return [200, app];
    }
    if (app.active !== false) return [400, { schemas: [ERROR], detail: 'the app is active', status: '400' }];
    this.apps = this.apps.filter((one) => one !== app);
    return [204];
  }

  private token(authorization: string | undefined, body: string): [number, object] {
    const [id = '', secret] = Buffer.from(authorization?.replace('Basic ', '') ?? '', 'base64')
      .toString()
      .split(':')
      .map(decodeURIComponent);
    const client = this.apps.find((app) => app.name === id && app.clientSecret === secret);
    const refused = (status: number, error: string): [number, object] => [status, { error, ecid: 'x' }];
    if (!client || client.active === false) return refused(401, 'invalid_client');
    const form = new URLSearchParams(body);
    const scopes = (form.get('scope') ?? '').split(' ').filter(Boolean);
    const all = this.apps.flatMap((app) => ((app.scopes ?? []) as { fqs: string }[]).map(({ fqs }) => fqs));
    if (scopes.length === 0 || scopes.some((scope) => !all.includes(scope)))
      return refused(400, 'invalid_scope');
    const allowed = ((client.allowedScopes ?? []) as { fqs: string }[]).map(({ fqs }) => fqs);
    if (scopes.some((scope) => !allowed.includes(scope))) return refused(401, 'unauthorized_client');
    return [200, { access_token: `for.${scopes.join('+')}.x`, token_type: 'Bearer', expires_in: 3600 }];
  }
}

/** `name eq "x"`, `isOAuthResource eq true`, `description co "x"`: of the attributes that are searchable. */
function lets(filter: string | null, app: Json): boolean {
  if (filter === null) return true;
  const [, attribute = '', operator, value = ''] = /^(\w+) (eq|co) (.+)$/.exec(filter) ?? [];
  if (!['name', 'isOAuthResource', 'description', 'displayName'].includes(attribute)) return false;
  const wanted = JSON.parse(value) as unknown;
  if (operator === 'co') return String(app[attribute] ?? '').includes(String(wanted));
  return String(app[attribute]).toLowerCase() === String(wanted).toLowerCase();
}

function unauthorized(status = 401): object {
  return {
    schemas: [ERROR, DETAILS],
    detail: 'Operation failed due to unauthorized access.',
    status: String(status),
    [DETAILS]: { messageId: 'error.common.exception.unauthorizedAccess' },
  };
}
