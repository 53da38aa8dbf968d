/** One request, bounded in time and in what is kept of the answer. Redirects are never followed. */
export interface HttpRequest {
  readonly url: string;
  /** Default GET. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Seconds for the whole exchange; default 10. */
  readonly timeoutSeconds?: number;
  /** Bytes of body; default 1,000,000. The exchange ends with `too_large` when the answer is longer. */
  readonly maxBytes?: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; of a repeated header the values joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly bytes: number;
  readonly milliseconds: number;
}

export interface HttpFailure {
  readonly kind: 'unreachable' | 'timeout' | 'untrusted' | 'too_large';
  /** Error code or limit: `ECONNREFUSED`, `SELF_SIGNED_CERT_IN_CHAIN`, `10 s`. */
  readonly detail: string;
  readonly milliseconds: number;
}

export type HttpResult =
  { readonly ok: true; readonly answer: HttpAnswer } | { readonly ok: false; readonly failure: HttpFailure };

/** Never rejects for what the other side does. */
export type Http = (request: HttpRequest) => Promise<HttpResult>;
