import type { Principal } from '../token/tokenRules';
import type { Route } from '../routing/resolve';
import type { HandlerMetadata, ParameterMetadata } from '../metadata/model';
import { problem, type Problem } from '../http/problem';

/** What a handler answers. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | Buffer;
}

/** A request on its way into a handler: routed and let through. */
export interface HandlerRequest {
  readonly schemaUser: string;
  readonly route: Route;
  readonly handler: HandlerMetadata;
  readonly source: string;
  readonly parameters: readonly ParameterMetadata[];
  readonly principal: Principal | undefined;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: URLSearchParams;
  readonly body: Buffer | undefined;
  /** Absolute, without query: `https://host:port/ords/alias/base/template`. */
  readonly url: string;
  /** Absolute URL of the schema: `https://host:port/ords/alias`. */
  readonly schemaUrl: string;
}

/** Ends a request with a problem instead of an answer; the transaction is rolled back. */
export class RequestFailed extends Error {
  constructor(readonly problem: Problem) {
    super(problem.reason);
    this.name = 'RequestFailed';
  }
}

export function failed(status: number): RequestFailed {
  return new RequestFailed(problem(status));
}
