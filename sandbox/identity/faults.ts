import { Holds } from '../holds';

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
  /** Seconds until the caller may come again, default 1: X-RateLimit-Reset of Auth0, Retry-After of an identity domain and of OCI's control plane. */
  readonly resetSeconds?: number;
}

const DEFAULT_RESET_S = 1;

/** The header of a refusal that says when to come again. */
export function retryAfter({
  status,
  resetSeconds = DEFAULT_RESET_S,
}: Pick<Refusal, 'status' | 'resetSeconds'>): Record<string, string> {
  return status === 429 || status === 503 ? { 'retry-after': String(resetSeconds) } : {};
}

interface PlannedRefusal {
  readonly refusal: Refusal;
  readonly pattern: RegExp | undefined;
  left: number;
}

/** The faults that were asked for and are still to come, for objects of these kinds. They do not outlive the process. */
export class Faults<Kind extends string> {
  readonly holds = new Holds();
  private planned: PlannedRefusal[] = [];
  private readonly notFoundAfterCreate = new Map<Kind, number>();
  private readonly hiddenOnce = new Set<string>();
  private readonly limits = new Map<Kind, number>();

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
  hideNextCreated(kind: Kind): void {
    this.notFoundAfterCreate.set(kind, (this.notFoundAfterCreate.get(kind) ?? 0) + 1);
  }

  created(kind: Kind, id: string): void {
    const pending = this.notFoundAfterCreate.get(kind) ?? 0;
    if (pending === 0) return;
    this.notFoundAfterCreate.set(kind, pending - 1);
    this.hiddenOnce.add(`${kind} ${id}`);
  }

  /** True once for an object that `hideNextCreated` chose. */
  isHidden(kind: Kind, id: string): boolean {
    return this.hiddenOnce.delete(`${kind} ${id}`);
  }

  /** No more than `limit` objects of the kind; null lifts the limit. */
  limit(kind: Kind, limit: number | null): void {
    if (limit === null) this.limits.delete(kind);
    else this.limits.set(kind, limit);
  }

  /** False when there are as many of the kind as the limit allows. */
  hasRoom(kind: Kind, count: number): boolean {
    return count < (this.limits.get(kind) ?? Infinity);
  }
}

function meets({ refusal, pattern }: PlannedRefusal, method: string, path: string): boolean {
  const { match } = refusal;
  if (match?.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match?.path === undefined) return true;
  return pattern ? pattern.test(path) : path.startsWith(match.path);
}
