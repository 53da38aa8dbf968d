import type { FindingCode } from './catalogue';

/**
 * `error`: a call that should be answered is refused, or one that should be refused is answered. `warning`: it works, but is
 * more open or more fragile than it should be. `info`: worth knowing.
 */
export type Severity = 'error' | 'warning' | 'info';

/** What a finding is about. */
export interface Subject {
  /** Name of the ProtectedApi. */
  readonly api?: string;
  readonly schema?: string;
  readonly kind?:
    'profile' | 'schema' | 'module' | 'privilege' | 'scope' | 'client' | 'grant' | 'token' | 'jwks' | 'pool';
  readonly name?: string;
}

/** One place where the two sides have come apart, or where one of them is not what a caller needs. */
export interface Finding {
  /** Stable, dotted; one page in docs/findings explains it. */
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly subject: Subject;
  /** What differs: `issuer`, `grant.scope`, `status`. */
  readonly field: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  /** Quoted so that white space and invisible characters can be seen (`quote` of rules/text). Never a secret, never a token. */
  readonly expected?: string;
  readonly found?: string;
  /** A command, a statement or an exact value. */
  readonly remedy: string;
}
