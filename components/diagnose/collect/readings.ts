import { OrdsError } from '../../errors';
import { quote } from '../../rules/text';
import type { Reading, Unread } from '../facts';
import type { HttpAnswer, HttpFailure } from '../http';

export function read<T>(value: T): Reading<T> {
  return { state: 'read', value };
}

export function skipped(reason: string): Reading<never> {
  return { state: 'skipped', reason };
}

export function failed(failure: Unread): Reading<never> {
  return { state: 'failed', failure };
}

/** Carries a reading out of a function that has another answer for success. */
export class UnreadError extends Error {
  constructor(readonly reading: Reading<never>) {
    super('not read');
    this.name = 'UnreadError';
  }
}

/** What `attempt` gave; an {@link UnreadError} or an {@link OrdsError} becomes the reading that it stands for. */
export async function reading<T>(attempt: () => Promise<T>): Promise<Reading<T>> {
  try {
    return read(await attempt());
  } catch (error) {
    if (error instanceof UnreadError) return error.reading;
    if (error instanceof OrdsError) return failed(unreadFrom(error));
    throw error;
  }
}

/** An error of this library as the failure of a reading: its first line is already for a person. */
export function unreadFrom(error: OrdsError): Unread {
  const { code, remedy = 'run the same command with --debug' } = error;
  const tail = ` [${code}]`;
  const end = error.message.lastIndexOf(tail);
  return { code, message: end < 0 ? error.message : error.message.slice(0, end), remedy };
}

/** Why a request that was not answered was not. `prefix` begins the code: `idp.discovery`. */
export function unanswered(prefix: string, url: string, failure: HttpFailure): Unread {
  const host = hostOf(url);
  switch (failure.kind) {
    case 'timeout':
      return {
        code: `${prefix}.timeout`,
        message: `no complete answer from ${url} within ${failure.detail}`,
        remedy: `try again, or raise the time limit; check the way to ${host}`,
      };
    case 'untrusted':
      return {
        code: `${prefix}.untrusted`,
        message: `the certificate of ${url} is not trusted from here (${failure.detail})`,
        remedy: `set NODE_EXTRA_CA_CERTS to the certificate authority of ${host}, or check the host name`,
      };
    case 'too_large':
      return {
        code: `${prefix}.too_large`,
        message: `the answer of ${url} is longer than ${failure.detail}`,
        remedy: `check that ${url} is the right address`,
      };
    case 'unreachable':
      return {
        code: `${prefix}.unreachable`,
        message: `nothing answers at ${url} (${failure.detail})`,
        remedy: `check the host name, and the way from here to ${host}`,
      };
  }
}

/** An answer of another status than the one hoped for. */
export function unexpected(prefix: string, url: string, answer: HttpAnswer, remedy: string): Unread {
  const location = answer.headers.location;
  const where = location === undefined ? '' : ` and leads to ${quote(withoutQuery(location))}`;
  return { code: `${prefix}.status`, message: `${url} answers ${answer.status}${where}`, remedy };
}

/** A URL without what may carry a secret or a session: user, password, query and fragment. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/^(\w+:\/\/)[^/@]*@/, '$1');
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** The object that a text holds as JSON; undefined when it is no JSON or no object. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    return object(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

/** Of a document that came as JSON; undefined where it is none. */
export function object(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** The objects of a list; none of what is no list. */
export function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(object).filter((entry) => entry !== undefined) : [];
}
