import { quote } from '../../rules/text';
import { TAKE_ASSIGNMENT_AWAY } from '../rules/grantWords';
import { shownUrl } from './address';
import { meaningOf, type Meaning } from './answer';
import type { Answer, CheckResult, Observation, Outcome, PlannedCheck } from './check';
import { unanswered, unrelated } from './unrelated';
import type { Verdict } from './verdict';

/** What the other checks of the plan gave. */
export interface Context {
  /** Outcomes of the granted calls, by id; inconclusive where everybody is answered. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Statuses with which this ORDS refused good tokens without the scope, at the same target. */
  readonly missingScopeStatuses: readonly number[];
}

/**
 * What an observation says about its check. Only an answer of the kind that was asked about passes: a refusal counts when a
 * granted call of the same target was answered, and nothing that might have another cause counts at all. Pure.
 */
export function judge(check: PlannedCheck, observation: Observation, context: Context): CheckResult {
  const { api, module, client, url } = check;
  const verdict = verdictOn(check, observation, context);
  return {
    api,
    module,
    check: check.check,
    expected: expectation(check),
    ...(client !== undefined && { client }),
    ...(url !== undefined && { url: shownUrl(url) }),
    ...('milliseconds' in observation && { milliseconds: observation.milliseconds }),
    ...(observation.kind === 'answer' && { status: observation.status }),
    ...(observation.kind === 'answer' &&
      observation.wwwAuthenticate !== undefined && { wwwAuthenticate: observation.wwwAuthenticate }),
    ...verdict,
  };
}

function verdictOn(check: PlannedCheck, observation: Observation, context: Context): Verdict {
  if (check.obstacle !== undefined) return check.obstacle;
  if (observation.kind === 'not_sent') {
    const { summary, remedy } = observation;
    return { outcome: 'inconclusive', summary, remedy };
  }
  if (observation.kind === 'no_answer') return unanswered(observation);
  if (check.check === 'granted') return judgeGranted(check, observation);
  if (check.check === 'public') return judgePublic(observation);
  return judgeRefusal(check, observation, context);
}

function judgeGranted(check: PlannedCheck, answer: Answer): Verdict {
  const meaning = meaningOf(answer);
  if (meaning === 'answered') return { outcome: 'passed', summary: 'the client is answered' };
  if (meaning !== 'refused') return unrelated(meaning, answer);
  const absent = check.scopes.filter((scope) => answer.tokenScopes?.includes(scope) === false);
  return {
    outcome: 'failed',
    summary:
      absent.length === 0
        ? 'the client is refused although it holds the scope'
        : `the client is refused: its token does not carry ${absent.map(quote).join(', ')}`,
    remedy: `npx pulumi-ords doctor --url ${check.url ?? ''}`,
  };
}

function judgePublic(answer: Answer): Verdict {
  const meaning = meaningOf(answer);
  if (meaning === 'answered') return { outcome: 'passed', summary: 'answers everybody, as declared' };
  if (meaning !== 'refused') return unrelated(meaning, answer);
  return {
    outcome: 'failed',
    summary: 'is declared public and refuses a call without a token',
    remedy: 'take the module out of every privilege, or put it under a scope',
  };
}

function judgeRefusal(check: PlannedCheck, answer: Answer, context: Context): Verdict {
  const meaning = meaningOf(answer);
  if (meaning === 'answered' || meaning === 'page') return letIn(check, answer, meaning);
  if (meaning === 'method' && check.further) return { ...unrelated(meaning, answer), outcome: 'skipped' };
  if (meaning !== 'refused') return unrelated(meaning, answer);
  if (!check.refusals.includes(answer.status)) return otherStatus(check, answer);
  const carried = check.scopes.filter((scope) => answer.tokenScopes?.includes(scope));
  if (check.check === 'missing_scope' && carried.length > 0) return notNarrowed(carried);
  if (check.check === 'other_audience' && !isForTheAudience(check, answer, context))
    return {
      outcome: 'skipped',
      summary: 'refused, but the token lacks the scope as well: its audience may not have mattered',
      remedy: 'declare the scope in the other API too, and grant it to its client',
    };
  if (check.uncontrolled)
    return { outcome: 'passed', summary: 'is refused; that people are let in is not proven' };
  const proven = check.controls.every((group) => group.some((id) => context.outcomes.get(id) === 'passed'));
  if (check.controls.length === 0 || !proven)
    return {
      outcome: 'inconclusive',
      summary: 'refused, which proves nothing: a token that should be taken is not answered either',
      remedy: 'repair the granted call first',
    };
  return { outcome: 'passed', summary: 'is refused' };
}

/** A refusal with another status than that for a missing scope, or of a token that does carry it. */
function isForTheAudience(check: PlannedCheck, answer: Answer, { missingScopeStatuses }: Context): boolean {
  if (check.scopes.every((scope) => answer.tokenScopes?.includes(scope))) return true;
  return missingScopeStatuses.length > 0 && !missingScopeStatuses.includes(answer.status);
}

function letIn(check: PlannedCheck, answer: Answer, meaning: Meaning): Verdict {
  const page = meaning === 'page' ? ', with an HTML page' : '';
  if (check.check === 'no_token')
    return {
      outcome: 'failed',
      code: 'ords.module.public',
      summary: `answers without a token${page}`,
      remedy: `put ${quote(check.module)} under its privilege at once: pulumi up`,
    };
  const carried = check.scopes.filter((scope) => answer.tokenScopes?.includes(scope));
  if (check.check === 'missing_scope' && carried.length > 0) {
    // A narrowed request that was not narrowed says nothing about ORDS.
    if (isNarrowed(check)) return notNarrowed(carried);
    return {
      outcome: 'failed',
      code: 'idp.grant.scope_undeclared',
      summary: `answers: the token carries ${carried.map(quote).join(', ')}, which is not declared for the client`,
      remedy: isOfEntra(check)
        ? TAKE_ASSIGNMENT_AWAY
        : 'take the scope out of the grant of the client: pulumi up',
    };
  }
  return {
    outcome: 'failed',
    summary: `answers a token that it must refuse${page}`,
    remedy: 'compare both sides: npx pulumi-ords drift',
  };
}

function isNarrowed({ credential }: PlannedCheck): boolean {
  return credential.kind === 'token' && credential.need.narrowed === true;
}

function isOfEntra({ credential }: PlannedCheck): boolean {
  return credential.kind === 'token' && credential.need.kind === 'entra';
}

/** That a request for fewer scopes gives fewer is documented, not seen (facts/auth0.md 3.2). */
function notNarrowed(carried: readonly string[]): Verdict {
  return {
    outcome: 'skipped',
    summary: `the token carries ${carried.map(quote).join(', ')} all the same: nothing to prove with it`,
    remedy: 'declare a client without the scope',
  };
}

function otherStatus(check: PlannedCheck, { status }: Answer): Verdict {
  if (check.check === 'missing_scope')
    return {
      outcome: 'failed',
      summary: `is refused with ${status}, another status than the expected one`,
      remedy: `expect ${status}, or leave the status open: the sources disagree about it`,
    };
  return {
    outcome: 'inconclusive',
    summary: `is refused with ${status}, which ORDS does not give for this: something else may have refused it`,
    remedy: 'check what stands in front of ORDS: a proxy, a firewall, a pre-hook',
  };
}

function expectation({ check, refusals }: PlannedCheck): string {
  if (check === 'granted') return 'answered (2xx)';
  if (check === 'public') return 'answered without a token (2xx)';
  return `refused (${refusals.join(' or ')})`;
}
