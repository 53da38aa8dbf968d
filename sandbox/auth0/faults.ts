import { STATUS_CODES } from 'node:http';
import { Holds } from '../holds';
import type { JsonObject } from './json';
import { entityLimitReached, EXPIRED_TOKEN } from './managementErrors';
import type { EntityKind } from './tenantStore';

export interface Refusal {
  readonly match?: {
    /** Upper case, e.g. `POST`; every method when absent. */
    readonly method?: string;
    /** Starting with `/`: a prefix of the path as it was sent. Anything else: the source of a regular expression. */
    readonly path?: string;
  };
  /** 400 to 599, e.g. 429, 500, 502, 503, 504. */
  readonly status: number;
  /** How many requests are refused, 1 or more. */
  readonly times: number;
  /** True: the request is served, then answered as if it had failed. Only a request that succeeded counts. */
  readonly afterWrite?: boolean;
  /** Seconds until X-RateLimit-Reset, default 1. The official plugin waits that long after a 429. */
  readonly resetSeconds?: number;
}

interface PlannedRefusal {
  readonly refusal: Refusal;
  readonly pattern: RegExp | undefined;
  left: number;
}

/** The faults that were asked for and are still to come. They do not outlive the process. */
export class Faults {
  readonly holds = new Holds();
  private planned: PlannedRefusal[] = [];
  private readonly notFoundAfterCreate = new Map<EntityKind, number>();
  private readonly hiddenOnce = new Set<string>();
  private readonly limits = new Map<EntityKind, number>();

  /** Throws RangeError on a status or count that makes no refusal, SyntaxError on a bad expression. */
  plan(refusal: Refusal): void {
    const { status, times } = refusal;
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      throw new RangeError(`status is ${String(status)}: a refusal has a status from 400 to 599`);
    }
    if (!Number.isInteger(times) || times < 1) {
      throw new RangeError(`times is ${String(times)}: a refusal happens at least once`);
    }
    const path = refusal.match?.path;
    const pattern = path !== undefined && !path.startsWith('/') ? new RegExp(path) : undefined;
    this.planned.push({ refusal, pattern, left: times });
  }

  /** The refusal that this request meets now, used up by one; undefined when it is to be served. */
  take(method: string, path: string, moment: 'before' | 'afterWrite'): Refusal | undefined {
    const found = this.planned.find(
      (planned) =>
        (planned.refusal.afterWrite === true) === (moment === 'afterWrite') && meets(planned, method, path),
    );
    if (!found) return undefined;
    found.left -= 1;
    this.planned = this.planned.filter(({ left }) => left > 0);
    return found.refusal;
  }

  /** The next object of this kind is not found by the first read after its creation. */
  hideNextCreated(kind: EntityKind): void {
    this.notFoundAfterCreate.set(kind, (this.notFoundAfterCreate.get(kind) ?? 0) + 1);
  }

  created(kind: EntityKind, id: string): void {
    const pending = this.notFoundAfterCreate.get(kind) ?? 0;
    if (pending === 0) return;
    this.notFoundAfterCreate.set(kind, pending - 1);
    this.hiddenOnce.add(`${kind} ${id}`);
  }

  /** True once for an object that `hideNextCreated` chose. */
  isHidden(kind: EntityKind, id: string): boolean {
    return this.hiddenOnce.delete(`${kind} ${id}`);
  }

  /** No more than `limit` objects of the kind; null lifts the limit. */
  limit(kind: EntityKind, limit: number | null): void {
    if (limit === null) this.limits.delete(kind);
    else this.limits.set(kind, limit);
  }

  /** Throws the 403 of a full tenant. */
  checkRoom(kind: EntityKind, count: number): void {
    if (count >= (this.limits.get(kind) ?? Infinity)) throw entityLimitReached();
  }
}

function meets({ refusal, pattern }: PlannedRefusal, method: string, path: string): boolean {
  const { match } = refusal;
  if (match?.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match?.path === undefined) return true;
  return pattern ? pattern.test(path) : path.startsWith(match.path);
}

/** Wordings of facts/auth0.md 2.5; a 401 in the middle of a run is that of a token that has expired. */
const MESSAGES: Record<number, { message: string; errorCode?: string; attributes?: JsonObject }> = {
  401: { message: EXPIRED_TOKEN, attributes: { error: EXPIRED_TOKEN } },
  429: { message: 'Global limit has been reached', errorCode: 'too_many_requests' },
};

/** The body of an injected refusal: the Management API's shape, or that of the token endpoint. */
export function refusalBody(status: number, isTokenEndpoint: boolean): JsonObject {
  const error = STATUS_CODES[status] ?? 'Error';
  if (isTokenEndpoint && status === 401) return { error: 'access_denied', error_description: 'Unauthorized' };
  const { message, errorCode, attributes } = MESSAGES[status] ?? { message: error };
  if (!isTokenEndpoint) return { statusCode: status, error, message, errorCode, attributes };
  const code = errorCode ?? error.toLowerCase().replaceAll(' ', '_');
  return { error: code, error_description: message };
}
