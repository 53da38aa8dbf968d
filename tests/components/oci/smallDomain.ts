import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Resource = Record<string, unknown>;

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Resource;
}

/** An answer that is given instead of the true one; `after` carries the request out all the same. */
export interface Fault {
  readonly method?: string;
  /** Without its query; default any. */
  readonly path?: string;
  readonly status: number;
  readonly body?: Resource;
  readonly after?: boolean;
}

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
const MESSAGES = 'urn:ietf:params:scim:api:oracle:idcs:extension:messages:Error';

export function scimBody(status: number, detail: string, messageId?: string): Resource {
  return {
    schemas: [ERROR, ...(messageId === undefined ? [] : [MESSAGES])],
    detail,
    status: String(status),
    ...(messageId !== undefined && { [MESSAGES]: { messageId } }),
  };
}

/** The few routes of an identity domain that this library itself calls (facts/oci-iam.md 1.8, 2.6, 4), over http. */
export class SmallDomain {
  readonly apps = new Map<string, Resource>();
  readonly claims = new Map<string, Resource>();
  readonly settings: Resource = { id: 'Settings', signingCertPublicAccess: false, companyNames: ['x'] };
  readonly requests: SeenRequest[] = [];
  /** Each for one request, in order. */
  readonly faults: Fault[] = [];
  /** A domain that leaves `active` alone in a PATCH. */
  ignoresActivePatch = false;
  url = '';

  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const seen: SeenRequest = {
        method: request.method ?? '',
        path: request.url ?? '',
        body: text === '' ? {} : (JSON.parse(text) as Resource),
      };
      const { status, body } = /^Signature version="1"/.test(request.headers.authorization ?? '')
        ? this.answer(seen)
        : { status: 401, body: scimBody(401, 'not signed') };
      response.writeHead(status, { 'content-type': 'application/scim+json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  writes(): SeenRequest[] {
    return this.requests.filter(({ method }) => method !== 'GET');
  }

  private answer(seen: SeenRequest): { status: number; body?: Resource } {
    this.requests.push(seen);
    const index = this.faults.findIndex(
      ({ method, path }) =>
        (method === undefined || method === seen.method) &&
        (path === undefined || path === seen.path.split('?')[0]),
    );
    const [fault] = index < 0 ? [] : this.faults.splice(index, 1);
    if (fault && fault.after !== true)
      return { status: fault.status, ...(fault.body && { body: fault.body }) };
    const answer = this.route(seen);
    return fault ? { status: fault.status, body: fault.body ?? {} } : answer;
  }

  private route({ method, path, body }: SeenRequest): { status: number; body?: Resource } {
    const [address = '', query] = path.split('?');
    const [resources = '', id] = address.replace('/admin/v1/', '').split('/');
    if (resources === 'Settings') return this.revise(this.settings, method, body);
    if (resources === 'AppStatusChanger') {
      const app = this.apps.get(id ?? '');
      if (!app) return missing();
      app.active = body.active;
      return { status: 200, body };
    }
    const store = resources === 'Apps' ? this.apps : this.claims;
    if (id === undefined && method === 'POST') {
      const created = { ...body, id: `id-${store.size + 1}` };
      store.set(created.id, created);
      return { status: 201, body: created };
    }
    if (id === undefined) return { status: 200, body: list([...store.values()], query) };
    const resource = store.get(decodeURIComponent(id));
    if (!resource) return missing();
    if (method !== 'DELETE') return this.revise(resource, method, body);
    if (resource.active === true) return { status: 400, body: scimBody(400, 'The app is active.') };
    store.delete(decodeURIComponent(id));
    return { status: 204 };
  }

  private revise(resource: Resource, method: string, body: Resource): { status: number; body: Resource } {
    if (method === 'PATCH')
      for (const { path, value } of body.Operations as { path: string; value: unknown }[])
        if (!(path === 'active' && this.ignoresActivePatch)) resource[path] = value;
    return { status: 200, body: resource };
  }
}

function list(resources: Resource[], query: string | undefined): Resource {
  const filter = new URLSearchParams(query).get('filter') ?? '';
  const [, attribute = '', value] = /^(\S+) eq ("(?:[^"\\]|\\.)*")$/.exec(filter) ?? [];
  const wanted = value === undefined ? undefined : (JSON.parse(value) as string).toLowerCase();
  const found = resources.filter((resource) => String(resource[attribute]).toLowerCase() === wanted);
  return { totalResults: found.length, Resources: found };
}

function missing(): { status: number; body: Resource } {
  return { status: 404, body: scimBody(404, 'Resource not found.') };
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** An API key of nobody. */
export const credentials = {
  tenancyOcid: 'ocid1.tenancy.oc1..t',
  userOcid: 'ocid1.user.oc1..u',
  fingerprint: 'aa:bb',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
};
