import { createHash } from 'node:crypto';

/**
 * Whose an object is. It stands as a mark at the end of a text that the object has room for: comments of a module and of
 * a privilege, description of a JWT profile. A process that is killed between the database's COMMIT and the engine's state
 * file leaves an object that no state knows; the mark says whose it is.
 */
export interface Owner {
  /** `project/stack`. */
  readonly stack: string;
  /** The resource's name in the program, as `markName` writes it. */
  readonly resource: string;
  /**
   * Token of the stack's Claim. Two developers may have a stack of one name each, in backends of their own; nobody but this
   * stack's state has the token, so that it proves what the name only says.
   */
  readonly claim?: string;
}

/** What stands at the beginning of every mark; the blocks under `sql/` look for the same text. */
export const MARK_BEGIN = '[pulumi-ords ';
/** Characters of a Claim's token: 48 bits in hexadecimal digits. */
export const CLAIM_LENGTH = 12;
/** Characters of a resource's name in a mark; a longer one ends in a digest. */
const NAME_LENGTH = 200;
const DIGEST_LENGTH = 12;

const MARK = /\[pulumi-ords ([^\s#\]]+)(?:#([0-9a-f]{12}))? ([^\s\]]+)\]$/;

/** A resource's name in the characters that a mark may hold. */
export function markName(name: string): string {
  return withDigest(encodeURIComponent(wellFormed(name)), name, NAME_LENGTH, '~');
}

/** `encoded`, and where that is longer than `length` its beginning, the sign and a digest of the name. */
export function withDigest(encoded: string, name: string, length: number, sign: string): string {
  if (encoded.length <= length) return encoded;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, DIGEST_LENGTH);
  return `${encoded.slice(0, length - DIGEST_LENGTH - 1)}${sign}${digest}`;
}

/** `[pulumi-ords shop/dev#4f9a2c81d3e0 orders-module-orders]`. */
export function markText({ stack, resource, claim }: Owner): string {
  return `${MARK_BEGIN}${stack}${claim === undefined ? '' : `#${claim}`} ${resource}]`;
}

/** The owner whom a mark at the end of the text names. */
export function ownerIn(text: string | undefined): Owner | undefined {
  const [, stack, claim, resource] = MARK.exec(text ?? '') ?? [];
  if (stack === undefined || resource === undefined) return undefined;
  return { stack, resource, ...(claim !== undefined && { claim }) };
}

/** The user's own text, and the mark behind it. */
export function withMark(text: string | undefined, owner: Owner): string {
  return [...(text === undefined ? [] : [text]), markText(owner)].join(' ');
}

/** The user's own text without a mark; undefined when there is nothing else. */
export function withoutMark(text: string | undefined): string | undefined {
  const owner = ownerIn(text);
  if (text === undefined || owner === undefined) return text;
  const own = text.slice(0, -markText(owner).length);
  return own === '' ? undefined : own.replace(/ $/, '');
}

// A half of a surrogate pair, which no encoding can express, becomes U+FFFD.
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
