import type { Http, HttpRequest, HttpResult } from '../../../../components/diagnose/http';
import type { Answer, CheckResult, PlannedCheck } from '../../../../components/diagnose/verify/check';
import { buildManifest, type Manifest, type ManifestParts } from '../../../../components/manifest';

/** Two modules, each under a scope of its own, and a client for each. */
export function ordersManifest(parts: Partial<ManifestParts> = {}): Manifest {
  return buildManifest({
    api: 'orders',
    identityProvider: { kind: 'auth0', domain: 'tenant.example.com' },
    issuer: 'https://tenant.example.com/',
    audience: 'https://api.example.com/orders',
    jwksUrl: 'https://tenant.example.com/.well-known/jwks.json',
    authorisation: { mode: 'scope' },
    scopes: {
      'orders.read': { modules: ['orders'] },
      'orders.audit': { modules: ['audit'] },
    },
    clients: {
      backend: { clientId: 'backend-id', scopes: ['orders.read'] },
      auditor: { clientId: 'auditor-id', scopes: ['orders.audit'] },
    },
    ords: ordsPlace({
      orders: { basePath: '/orders/', public: false },
      audit: { basePath: '/audit/', public: false },
    }),
    ...parts,
  });
}

export function ordsPlace(modules: Manifest['ords']['modules']): Manifest['ords'] {
  return {
    schema: 'ORDSDEMO',
    schemaAlias: 'ordsdemo',
    baseUrl: 'https://db.example.com/ords',
    connectString: 'db.example.com/pdb',
    user: 'ORDSDEMO',
    jwtProfile: { allowedSkew: null, allowedAge: null },
    modules,
  };
}

export function answer(status: number, parts: Partial<Answer> = {}): Answer {
  return {
    kind: 'answer',
    status,
    wwwAuthenticate: undefined,
    contentType: 'application/json',
    milliseconds: 1,
    tokenScopes: undefined,
    ...parts,
  };
}

export function find(
  checks: readonly PlannedCheck[],
  module: string,
  check: PlannedCheck['check'],
  client?: string,
): PlannedCheck {
  const found = checks.find(
    (one) => one.module === module && one.check === check && (client === undefined || one.client === client),
  );
  if (found === undefined) throw new Error(`no ${check} of ${module}`);
  return found;
}

/** A JWT whose signature nobody checks. */
export function fakeToken(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part(claims)}.${Buffer.from('signature').toString('base64url')}`;
}

export function answering(respond: (request: HttpRequest) => { status: number; type?: string }): {
  http: Http;
  requests: HttpRequest[];
} {
  const requests: HttpRequest[] = [];
  const http: Http = (request) => {
    requests.push(request);
    const { status, type = 'application/json' } = respond(request);
    const result: HttpResult = {
      ok: true,
      answer: { status, headers: { 'content-type': type }, body: '{}', bytes: 2, milliseconds: 1 },
    };
    return Promise.resolve(result);
  };
  return { http, requests };
}

export async function all(results: AsyncIterable<CheckResult>): Promise<CheckResult[]> {
  const list: CheckResult[] = [];
  for await (const result of results) list.push(result);
  return list;
}

export function outcomes(results: readonly CheckResult[]): string[] {
  return results.map(({ module, check, client, outcome }) =>
    [module, check, ...(client === undefined ? [] : [client]), outcome].join(' '),
  );
}
