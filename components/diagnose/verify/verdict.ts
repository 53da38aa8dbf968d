import type { FindingCode } from '../catalogue';
import type { Outcome } from './check';

/** The part of a result that is judgement. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly summary: string;
  readonly remedy?: string;
  readonly code?: FindingCode;
}
