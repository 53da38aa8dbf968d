import type { FindingCode } from '../../../../components/diagnose/catalogue';
import type { DiagnosisFacts } from '../../../../components/diagnose/facts';

/** One broken configuration and every code that a comparison gives for it, errors first, along the chain. */
export interface Case {
  readonly name: string;
  readonly facts: DiagnosisFacts;
  readonly codes: readonly FindingCode[];
}

/** Codes of findings, in order. */
export function codesOf(findings: readonly { readonly code: FindingCode }[]): FindingCode[] {
  return findings.map(({ code }) => code);
}
