import { CATALOGUE, LINKS, type Link } from '../diagnose/catalogue';
import type { RefusalFacts } from '../diagnose/facts';
import type { Finding } from '../diagnose/finding';
import { soundDetail } from './chainDetail';

/** `doubtful`: a warning or a suspicion. `unknown`: what it needs was not read. */
export type LinkState = 'sound' | 'doubtful' | 'broken' | 'unknown';

export interface ChainLink {
  readonly link: Link;
  readonly state: LinkState;
  /** What is there, or what is wrong: one line. */
  readonly detail: string;
}

export interface Chain {
  readonly links: readonly ChainLink[];
  /** The finding of the first broken link. When no link is broken for sure, the first suspicion of a refused call. */
  readonly first: Finding | undefined;
}

/** Every link in the order in which a call passes it, each judged by itself, also behind a broken one. */
export function judgeChain(facts: RefusalFacts, findings: readonly Finding[]): Chain {
  const links = LINKS.map((link): ChainLink => {
    const own = findings.filter((finding) => CATALOGUE[finding.code].link === link);
    const worst = own.find(({ severity }) => severity === 'error') ?? own[0];
    if (worst !== undefined) {
      const more = own.length > 1 ? ` (and ${own.length - 1} more)` : '';
      return {
        link,
        state: worst.severity === 'error' ? 'broken' : 'doubtful',
        detail: `${worst.summary}${more}`,
      };
    }
    const detail = soundDetail(link, facts);
    return 'unknown' in detail
      ? { link, state: 'unknown', detail: detail.unknown }
      : { link, state: 'sound', detail: detail.sound };
  });
  // They come in the order in which they are to be mended.
  const broken = findings.find(({ severity }) => severity === 'error');
  return { links, first: broken ?? (wasRefused(facts) ? findings[0] : undefined) };
}

/** The status of a call that was neither let in nor turned away: nothing follows from it. */
export function unexplainedStatus(facts: RefusalFacts): number | undefined {
  if (facts.call.state !== 'read' || wasRefused(facts)) return undefined;
  const { status } = facts.call.value;
  return status >= 200 && status < 300 ? undefined : status;
}

/** Whether the call, made again with the token, was turned away: also to a sign-in page, or from a URL that leads nowhere. */
export function wasRefused({ call }: RefusalFacts): boolean {
  if (call.state !== 'read') return false;
  const { status } = call.value;
  return (status >= 300 && status < 400) || status === 401 || status === 403 || status === 404;
}
