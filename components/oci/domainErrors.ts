import { unanswered } from '../diagnose/collect/readings';
import type { HttpFailure } from '../diagnose/http';
import { OrdsError, type OrdsErrorDetail } from '../errors';
import { quote } from '../rules/text';
import { describeRefusal } from './scimError';

/** What is said of a limit that the domain's type sets. */
const LIMIT = /limit|quota|exceed/i;

/** A refusal of the domain as an error with the next step. `purpose`: `deactivate the app "orders"`. */
export function refused(purpose: string, origin: string, status: number, body: string): OrdsError {
  const { code, remedy } = nextStep(status, body);
  return new OrdsError(`cannot ${purpose}`, {
    code,
    field: 'identityProvider.domain',
    found: `${describeRefusal(status, body)} from ${quote(origin)}`,
    remedy,
  });
}

/** No answer at all. */
export function unansweredCall(purpose: string, url: string, failure: HttpFailure): OrdsError {
  const { code, message, remedy } = unanswered('oci.domain', url, failure);
  return new OrdsError(`cannot ${purpose}: ${message}`, { code, field: 'identityProvider.domain', remedy });
}

function nextStep(status: number, body: string): Required<Pick<OrdsErrorDetail, 'code' | 'remedy'>> {
  if (status === 401 || status === 403)
    return {
      code: 'oci.domain.no_right',
      remedy:
        'give the user of the API key the role Identity Domain Administrator in this domain (Domains, Administrators); policies of the tenancy are not enough. If it has the role, compare tenancy, user and fingerprint with the key',
    };
  if (status === 404)
    return {
      code: 'oci.domain.not_found',
      remedy: 'check the domain URL; run pulumi refresh if it was removed by hand',
    };
  if (status === 409 || status === 412)
    return {
      code: 'oci.domain.conflict',
      remedy: 'somebody else changes the same object, or its name is taken: run the same command again',
    };
  if (status === 429 || LIMIT.test(body))
    return {
      code: 'oci.domain.limit',
      remedy:
        'a domain of type Free allows few objects and requests: wait, remove what is not needed, or change the type of the domain',
    };
  if (status >= 500)
    return {
      code: 'oci.domain.failed',
      remedy: 'the fault is on the side of the domain: run the same command again',
    };
  return {
    code: 'oci.domain.refused',
    remedy: 'correct what the domain names, then run the same command again',
  };
}
