import type { FindingCode } from '../catalogue';
import type { Manifest } from '../../manifest';
import type { TokenKind } from '../collect/tokenRequest';

/**
 * `granted`: a client that holds the scope is answered. `public`: a module that is meant to answer everybody does.
 * Every other check wants a refusal; `missing_role` that of a machine where only people have roles.
 */
export type CheckName =
  | 'granted'
  | 'public'
  | 'no_token'
  | 'garbage_token'
  | 'altered_signature'
  | 'other_audience'
  | 'missing_scope'
  | 'missing_role';

/**
 * `failed`: the endpoint did what it must not do. `inconclusive`: nothing is proven, because what came back has another cause
 * than the one that was asked about; it counts as a failure of the check. `skipped`: it could not be asked, and says why.
 */
export type Outcome = 'passed' | 'failed' | 'inconclusive' | 'skipped';

/** One line of the token matrix. Holds no token and no secret. */
export interface CheckResult {
  /** Name of the ProtectedApi. */
  readonly api: string;
  /** Name of the module; of a part that only a pattern protects, the pattern. */
  readonly module: string;
  readonly check: CheckName;
  /** Key of the client whose token was sent; of another API's client `<api>/<client>`. */
  readonly client?: string;
  readonly outcome: Outcome;
  /** What was called, without its query. */
  readonly url?: string;
  readonly status?: number;
  /** As sent, at most 300 characters. */
  readonly wwwAuthenticate?: string;
  /** Of the call alone, without the token request. */
  readonly milliseconds?: number;
  /** `answered (2xx)`, `refused (401 or 403)`. */
  readonly expected: string;
  /** What was seen; one sentence without a full stop. */
  readonly summary: string;
  /** The next step; present unless the check passed. */
  readonly remedy?: string;
  /** The finding whose page explains it. */
  readonly code?: FindingCode;
}

/** Which token a check sends. */
export interface TokenNeed {
  readonly kind: TokenKind;
  readonly tokenUrl: string;
  /** Whose client it is: names of APIs are their stack's own. */
  readonly manifest: Manifest;
  readonly client: string;
  readonly clientId: string;
  readonly audience: string;
  /** Asked for; absent: whatever is granted. */
  readonly scopes?: readonly string[];
  /** The scopes are fewer than the client has. */
  readonly narrowed?: true;
}

export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'token'; readonly need: TokenNeed }
  /** The same token with another signature. */
  | { readonly kind: 'altered'; readonly need: TokenNeed };

/** Why a check cannot be made. */
export interface Obstacle {
  readonly outcome: 'inconclusive' | 'skipped';
  readonly summary: string;
  readonly remedy: string;
}

/** A check before it is made. */
export interface PlannedCheck {
  /** Unique in its plan. */
  readonly id: string;
  readonly api: string;
  readonly module: string;
  readonly check: CheckName;
  readonly client?: string;
  readonly url?: string;
  /** Scopes that the URL needs: those that name its module and those whose patterns cover it. */
  readonly scopes: readonly string[];
  readonly credential: Credential;
  /** A refusal counts only when of each group at least one check passed: the ids of granted calls. */
  readonly controls: readonly (readonly string[])[];
  /** Another template of a module that is called already: it may have no GET handler. */
  readonly further?: true;
  /** Only people are answered there: a refusal counts by itself, and says nothing of who is let in. */
  readonly uncontrolled?: true;
  /** Statuses that count as a refusal. */
  readonly refusals: readonly number[];
  readonly obstacle?: Obstacle;
}

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly wwwAuthenticate: string | undefined;
  readonly contentType: string | undefined;
  readonly milliseconds: number;
  /** Scopes that the sent token carries; undefined when none was sent or it cannot be read. */
  readonly tokenScopes: readonly string[] | undefined;
}

export interface NoAnswer {
  readonly kind: 'no_answer';
  readonly failure: 'unreachable' | 'timeout' | 'untrusted' | 'too_large';
  readonly detail: string;
  readonly milliseconds: number;
}

/** Nothing was sent: no token, one that cannot be sent, or a URL where none may go. */
export interface NotSent {
  readonly kind: 'not_sent';
  readonly summary: string;
  readonly remedy: string;
  /** The identity provider was asked for the token, and refused it. */
  readonly tokenRefused?: true;
}

/** What making a check gave. */
export type Observation = Answer | NoAnswer | NotSent;
