import type { Drift } from '../drift';
import type { DriftDocument } from './documents';
import { apiPart, findingPart, skippedPart, unreadPart } from './parts';

const RESULTS = ['agreement', 'unknown', 'drift'] as const;

export function driftJson(drift: Drift): DriftDocument {
  return {
    version: 1,
    command: 'drift',
    result: RESULTS[drift.exitCode],
    at: drift.at.toISOString(),
    apis: drift.apis.map(({ manifest }) => apiPart(manifest)),
    findings: drift.findings.map(findingPart),
    unread: drift.unread.map(unreadPart),
    skipped: drift.skipped.map(skippedPart),
  };
}
