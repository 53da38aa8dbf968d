import type { RefusalFacts } from '../diagnose/facts';
import type { Finding } from '../diagnose/finding';
import { judgeChain, wasRefused, type Chain } from './chain';
import { exitCode, type ExitCode } from './exitCode';
import { skippedParts, unreadParts, type SkippedPart, type UnreadPart } from '../diagnose/parts';

/** What `doctor` found out about one call. */
export interface Consultation {
  readonly at: Date;
  readonly facts: RefusalFacts;
  readonly chain: Chain;
  /** The first is that of the first broken link. */
  readonly findings: readonly Finding[];
  readonly unread: readonly UnreadPart[];
  readonly skipped: readonly SkippedPart[];
  readonly exitCode: ExitCode;
}

export function judgeRefusal(facts: RefusalFacts, findings: readonly Finding[], at: Date): Consultation {
  const chain = judgeChain(facts, findings);
  const unread = [...unreadParts([facts.api]), ...unreadCall(facts)];
  const refused = wasRefused(facts);
  return {
    at,
    facts,
    chain,
    findings,
    unread,
    skipped: skippedParts([facts.api]),
    exitCode: exitCode({
      // Refused without a reason that could be found is not told either.
      unknown: unread.length > 0 || (refused && chain.first === undefined),
      drift: chain.first !== undefined || refused,
    }),
  };
}

// A call that could not be made again, or that the server itself failed at, leaves the answer unknown.
function unreadCall({ api, call }: RefusalFacts): UnreadPart[] {
  const at = { api: api.manifest.api, side: 'ORDS' as const, what: 'endpoint' };
  if (call.state === 'failed') return [{ ...at, ...call.failure }];
  if (call.state !== 'read' || call.value.status < 500) return [];
  return [
    {
      ...at,
      code: 'cli.endpoint.server_error',
      message: `it answers with status ${call.value.status}, which says nothing about the token`,
      remedy: 'look at the log of ORDS; call it again once it answers',
    },
  ];
}
