import { TokenRefused } from './refusal';

export type JsonObject = Record<string, unknown>;

/** A JWS in compact form, taken apart; nothing about it has been verified. */
export interface CompactToken {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** The bytes that the signature covers. */
  readonly signingInput: string;
  readonly signature: Buffer;
}

const JWS_PARTS = 3;
const JWE_PARTS = 5;
const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** Throws TokenRefused. */
export function parseCompactToken(text: string): CompactToken {
  if (text === '') throw new TokenRefused('empty_token');
  const parts = text.split('.');
  if (parts.length === JWE_PARTS) throw new TokenRefused('encrypted_token');
  const [header, payload, signature] = parts;
  if (
    parts.length !== JWS_PARTS ||
    header === undefined ||
    payload === undefined ||
    signature === undefined
  ) {
    throw new TokenRefused('malformed_token');
  }
  return {
    header: jsonPart(header),
    payload: jsonPart(payload),
    signingInput: `${header}.${payload}`,
    signature: decode(signature),
  };
}

function jsonPart(part: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(decode(part)));
  } catch {
    throw new TokenRefused('malformed_token');
  }
  if (!isJsonObject(value)) throw new TokenRefused('malformed_token');
  return value;
}

function decode(part: string): Buffer {
  if (!BASE64URL.test(part)) throw new TokenRefused('malformed_token');
  return Buffer.from(part, 'base64url');
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
