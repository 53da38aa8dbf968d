import type { Meaning } from './answer';
import type { Answer, NoAnswer } from './check';
import type { Verdict } from './verdict';

/** Answers that say nothing about who may call. */
export function unrelated(meaning: Meaning, { status }: Answer): Verdict {
  return {
    outcome: 'inconclusive',
    summary: `${status}: ${UNRELATED[meaning] ?? 'says nothing about who may call'}`,
    remedy: UNRELATED_REMEDY[meaning] ?? 'call the URL by hand and look at the answer',
  };
}

const UNRELATED: Partial<Record<Meaning, string>> = {
  page: 'an HTML page, perhaps that of a sign-in or of a proxy',
  refused_otherwise: 'refused by something that does not ask for a bearer token',
  redirect: 'a redirect, which is not followed',
  not_found: 'nothing is there: the module is not published, or this path has no template',
  method: 'the template has no GET handler',
  server_error: 'the server fails',
};

const UNRELATED_REMEDY: Partial<Record<Meaning, string>> = {
  page: 'give a path of the module that answers JSON',
  refused_otherwise: 'check what stands in front of ORDS: a proxy, a firewall, a sign-in page',
  redirect: 'correct ords.baseUrl, or give a path of the module that answers itself',
  not_found: 'publish the module, or give a path of it that answers a GET without parameters',
  method: 'give a path of the module that answers a GET without parameters',
  server_error: 'look at the logs of ORDS and of the handler',
};

export function unanswered({ failure, detail }: NoAnswer): Verdict {
  return {
    outcome: 'inconclusive',
    summary: `no answer: ${failure} (${detail})`,
    remedy: NO_ANSWER[failure],
  };
}

const NO_ANSWER = {
  unreachable: 'check ords.baseUrl and the way to it from here',
  timeout: 'raise the time limit, or look at what keeps the handler busy',
  untrusted: 'set NODE_EXTRA_CA_CERTS to the certificate of the authority',
  too_large: 'give a path of the module with a smaller answer',
} as const;
