import type { RefusalFacts } from '../diagnose/facts';
import type { Finding } from '../diagnose/finding';
import { judgeChain, unexplainedStatus, wasRefused, type Chain } from './chain';
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
  const unread = [...unreadParts([facts.api]), ...unreadCall(facts, chain)];
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

// A call that could not be made again, that the server itself failed at, or whose status has nothing to do with tokens leaves the
// answer unknown. Only a link that is broken for sure is told all the same.
function unreadCall(facts: RefusalFacts, { first }: Chain): UnreadPart[] {
  const { api, call } = facts;
  const at = { api: api.manifest.api, side: 'ORDS' as const, what: 'endpoint' };
  if (call.state === 'failed') return [{ ...at, ...call.failure }];
  const status = unexplainedStatus(facts);
  if (status === undefined) return [];
  const message = `it answers with status ${status}, which says nothing about the token`;
  if (status >= 500)
    return [
      {
        ...at,
        code: 'cli.endpoint.server_error',
        message,
        remedy: 'look at the log of ORDS; call it again once it answers',
      },
    ];
  if (first !== undefined) return [];
  return [{ ...at, code: 'cli.endpoint.status', message, remedy: REMEDIES[status] ?? LOOK }];
}

const LOOK =
  'look at what stands in front of ORDS, and at the log of ORDS; call it again once it answers otherwise';
const REMEDIES: Readonly<Record<number, string>> = {
  405: 'give a URL of the module that answers a GET: --url URL',
  429: 'wait until calls are taken again, then run the same command again',
  431: 'look for the limit of the headers, of ORDS or of what stands in front of it: the token is too large for it',
};
