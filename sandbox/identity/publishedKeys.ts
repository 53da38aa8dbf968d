import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { JsonObject } from './json';

/** How the JWKS answers. Everything but `normal` is trouble that a provider, a proxy or a typo makes. */
export const JWKS_MODES = [
  'normal',
  /** Keys without `alg`: the tenant flag remove_alg_from_jwks (facts/auth0.md 3.4). */
  'without_alg',
  /** The request is taken and never answered. */
  'stall',
  /** A body of blanks that never ends. */
  'endless',
  /** The status of the argument, with a JSON error. */
  'status',
  /** 302 to the sign-in page: keys that are not public (facts/ords.md 13). */
  'sign_in',
  /** 302 to the same path over http. */
  'redirect_http',
  /** 200 with a page. */
  'html',
  /** Valid, with the true keys, and larger than the 100000 bytes of security.jwks.size. */
  'oversize',
  /** A JSON object without `keys`. */
  'no_keys_member',
  'empty',
  /** The current key's `kid` on an elliptic curve key. */
  'ec',
  /** The current key's `kid` on an RSA key of 1024 bits. */
  'weak',
  /** The current key's `kid` on another RSA key: a `kid` that was reused. */
  'reused_kid',
] as const;
export type JwksMode = (typeof JWKS_MODES)[number];

export interface JwksAnswer {
  readonly mode: JwksMode;
  /** For mode `status`; default 500. */
  readonly status?: number;
}

const OVERSIZE_BYTES = 120_000;
const CHUNK_BYTES = 65_536;
const WEAK_BITS = 1024;
const USUAL_BITS = 2048;

/** Where the true keys come from, and what the answers that are none point at. */
export interface KeySource {
  /** The published halves. */
  keys(): JsonObject[] | Promise<JsonObject[]>;
  /** The current key's. */
  readonly kid: string;
  readonly issuer: string;
  /** Of the sign-in page. */
  readonly signInUrl: string;
  /** Of the JWKS, with `http:`. */
  readonly plainUrl: string;
}

/** What a provider publishes of its keys, and the odd keys that it is told to show. Neither outlives the process. */
export class PublishedKeys {
  private answer: JwksAnswer = { mode: 'normal' };
  private readonly odd = new Map<'ec' | 'weak' | 'reused_kid', KeyObject>();
  /** Set over the members of the discovery document. */
  discovery: JsonObject = {};

  constructor(private readonly source: KeySource) {}

  /** Throws RangeError on an unknown mode or a status that is none. */
  set(answer: JwksAnswer): void {
    if (!JWKS_MODES.includes(answer.mode))
      throw new RangeError(`no JWKS mode ${String(answer.mode)}: ${JWKS_MODES.join(', ')}`);
    const { status = 500 } = answer;
    if (!Number.isInteger(status) || status < 200 || status > 599)
      throw new RangeError(`status is ${String(status)}: it lies between 200 and 599`);
    this.answer = answer;
  }

  /** The private half of an odd key, so that tokens can be signed with what is published. Made when first asked for. */
  oddKey(kind: 'ec' | 'weak' | 'reused_kid'): KeyObject {
    let key = this.odd.get(kind);
    if (!key) this.odd.set(kind, (key = newOddKey(kind)));
    return key;
  }

  async send(reply: FastifyReply): Promise<FastifyReply | JsonObject> {
    const { mode, status = 500 } = this.answer;
    switch (mode) {
      case 'normal':
        return { keys: await this.source.keys() };
      case 'without_alg':
        return { keys: (await this.source.keys()).map(({ alg: _alg, ...key }) => key) };
      case 'stall':
        return reply.hijack();
      case 'endless':
        return endless(reply);
      case 'status':
        return reply.code(status).send({ statusCode: status, error: 'trouble on demand' });
      case 'sign_in':
        return reply.redirect(this.source.signInUrl);
      case 'redirect_http':
        return reply.redirect(this.source.plainUrl);
      case 'html':
        return reply.type('text/html').send('<!doctype html><title>Welcome</title><p>It works');
      case 'oversize':
        return { keys: await this.source.keys(), padding: 'x'.repeat(OVERSIZE_BYTES) };
      case 'no_keys_member':
        return { issuer: this.source.issuer };
      case 'empty':
        return { keys: [] };
      case 'ec':
      case 'weak':
      case 'reused_kid':
        return { keys: [this.oddJwk(mode)] };
    }
  }

  private oddJwk(kind: 'ec' | 'weak' | 'reused_kid'): JsonObject {
    const {
      d: _d,
      p: _p,
      q: _q,
      dp: _dp,
      dq: _dq,
      qi: _qi,
      ...key
    } = this.oddKey(kind).export({ format: 'jwk' });
    return { ...key, use: 'sig', kid: this.source.kid, alg: kind === 'ec' ? 'ES256' : 'RS256' };
  }
}

function newOddKey(kind: 'ec' | 'weak' | 'reused_kid'): KeyObject {
  if (kind === 'ec') return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const modulusLength = kind === 'weak' ? WEAK_BITS : USUAL_BITS;
  return generateKeyPairSync('rsa', { modulusLength }).privateKey;
}

function endless(reply: FastifyReply): FastifyReply {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'application/json' });
  const chunk = ' '.repeat(CHUNK_BYTES);
  const more = (): void => {
    // Only as fast as it is read: the sender must not be the one that runs out of memory.
    while (!raw.destroyed && raw.write(chunk));
  };
  raw.on('drain', more);
  raw.on('error', () => raw.destroy());
  more();
  return reply;
}
