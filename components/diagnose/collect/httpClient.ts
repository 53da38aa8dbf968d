import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates } from 'node:tls';

import { Agent, EnvHttpProxyAgent, request, type Dispatcher } from 'undici';

import type { Http, HttpAnswer, HttpFailure, HttpRequest } from '../http';

const DEFAULT_TIMEOUT = 10;
const DEFAULT_BYTES = 1_000_000;

/** The requests of one run share their connections; `close` ends them, including any that still hang. */
export type ClosableHttp = Http & { close(): Promise<void> };

export interface HttpOptions {
  /** Certificates in PEM, trusted besides those of Node.js and of NODE_EXTRA_CA_CERTS. */
  readonly ca?: string;
}

/**
 * The way out to the network: bounded in time from the first packet to the last byte, and in the bytes that are kept.
 * HTTPS_PROXY, HTTP_PROXY and NO_PROXY are respected; loopback never goes through a proxy. Redirects are never
 * followed, so that a token never goes to another place than the one it was meant for.
 */
export function createHttp(options: HttpOptions = {}): ClosableHttp {
  const dispatcher = createDispatcher(options);
  const http: Http = async (asked) => {
    const start = performance.now();
    const milliseconds = (): number => Math.round(performance.now() - start);
    const outcome = await exchange(dispatcher, asked);
    return 'kind' in outcome
      ? { ok: false, failure: { ...outcome, milliseconds: milliseconds() } }
      : { ok: true, answer: { ...outcome, milliseconds: milliseconds() } };
  };
  return Object.assign(http, { close: () => dispatcher.destroy() });
}

function createDispatcher({ ca }: HttpOptions): Dispatcher {
  // The one clock is that of the request; those of undici would end a slow answer under another name.
  const limits = { headersTimeout: 0, bodyTimeout: 0 };
  // Once: each connection would read the whole list anew.
  const tls = ca === undefined ? {} : { secureContext: createSecureContext({ ca: [...trusted(), ca] }) };
  const { env } = process;
  if (!(env.HTTPS_PROXY ?? env.https_proxy ?? env.HTTP_PROXY ?? env.http_proxy)) {
    return new Agent({ ...limits, connect: tls });
  }
  const noProxy = [env.no_proxy ?? env.NO_PROXY, 'localhost', '127.0.0.1', '[::1]'].filter(Boolean).join(',');
  return new EnvHttpProxyAgent({ ...limits, connect: tls, requestTls: tls, noProxy });
}

// A list of one's own replaces the whole default one, NODE_EXTRA_CA_CERTS included; Node.js 20 cannot say what that is.
function trusted(): string[] {
  const extra = process.env.NODE_EXTRA_CA_CERTS;
  try {
    return extra ? [...rootCertificates, readFileSync(extra, 'utf8')] : [...rootCertificates];
  } catch {
    // As Node.js itself does, which warned when it started.
    return [...rootCertificates];
  }
}

type Outcome = Omit<HttpAnswer, 'milliseconds'> | Omit<HttpFailure, 'milliseconds'>;

async function exchange(dispatcher: Dispatcher, asked: HttpRequest): Promise<Outcome> {
  const seconds = asked.timeoutSeconds ?? DEFAULT_TIMEOUT;
  const maxBytes = asked.maxBytes ?? DEFAULT_BYTES;
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), seconds * 1_000);
  try {
    const { statusCode, headers, body } = await request(asked.url, {
      dispatcher,
      method: (asked.method ?? 'GET') as Dispatcher.HttpMethod,
      headers: asked.headers ?? {},
      body: asked.body ?? null,
      signal: clock.signal,
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      // Leaving the loop destroys the body and with it the connection.
      if (bytes > maxBytes) return { kind: 'too_large', detail: `${maxBytes} bytes` };
    }
    return {
      status: statusCode,
      headers: joined(headers),
      body: Buffer.concat(chunks).toString('utf8'),
      bytes,
    };
  } catch (error) {
    if (clock.signal.aborted) return { kind: 'timeout', detail: `${seconds} s` };
    return failure(error);
  } finally {
    clearTimeout(timer);
  }
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return result;
}

/** What OpenSSL and Node.js call a certificate that does not hold. */
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|CRL_)/;

// Only the code is kept: a message may repeat a header that was sent.
function failure(error: unknown): Omit<HttpFailure, 'milliseconds'> {
  const code = errorCode(error) ?? 'unknown';
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return { kind: 'timeout', detail: code };
  return { kind: CERTIFICATE.test(code) ? 'untrusted' : 'unreachable', detail: code };
}

// Not by `instanceof`: an error of Node.js may come from another realm.
function errorCode(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth += 1) {
    const { code, cause } = current as { code?: unknown; cause?: unknown };
    if (typeof code === 'string') return code;
    current = cause;
  }
  return undefined;
}
