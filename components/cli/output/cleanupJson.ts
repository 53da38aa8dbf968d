import type { CleanupResult } from '../commands/cleanupCommand';
import type { CleanupDocument } from './documents';

const RESULTS = ['clean', 'unknown', 'leftovers'] as const;

export function cleanupJson({
  stack,
  at,
  found,
  removed,
  pending,
  exitCode,
}: CleanupResult): CleanupDocument {
  return {
    version: 1,
    command: 'cleanup',
    result: RESULTS[exitCode],
    at: at.toISOString(),
    stack,
    leftovers: [...found.leftovers],
    removed: removed.length,
    unproven: [...found.unproven],
    pendingOperations: pending,
    unread: [...found.unread],
    skipped: [...found.skipped],
  };
}
