import type { Severity } from '../finding';

/**
 * The links of the chain from a client to a module, in the order in which a call passes them; `doctor` names the first
 * that is broken.
 */
export const LINKS = [
  'client',
  'token',
  'keys',
  'issuer',
  'audience',
  'signature',
  'times',
  'schema',
  'profile',
  'privilege',
  'module',
  'environment',
] as const;
export type Link = (typeof LINKS)[number];

export interface Entry {
  readonly severity: Severity;
  readonly link: Link;
  /** What it means, for tables; one sentence without a full stop. */
  readonly title: string;
}

export const error = (link: Link, title: string): Entry => ({ severity: 'error', link, title });
export const warning = (link: Link, title: string): Entry => ({ severity: 'warning', link, title });
export const info = (link: Link, title: string): Entry => ({ severity: 'info', link, title });
