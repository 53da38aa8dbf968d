import { unanswered } from '../diagnose/collect/readings';
import type { HttpAnswer, HttpFailure } from '../diagnose/http';
import { OrdsError, type OrdsErrorDetail } from '../errors';
import { quote } from '../rules/text';
import type { SigningKey } from './credentials';
import { refusedKey } from './refusedKey';
import { describeRefusal } from './scimError';

/** What is said of a limit that the domain's type sets. */
const LIMIT = /limit|quota|exceed/i;

/** Who asked. */
export interface Signer {
  readonly key: SigningKey;
  /** The domain has answered to the key before: it knows the key, so that a 401 is about a right. */
  readonly isKnown: boolean;
}

/** A refusal of the domain as an error with the next step. `purpose`: `deactivate the app "orders"`. */
export function refused(
  purpose: string,
  origin: string,
  { status, headers, body }: Pick<HttpAnswer, 'status' | 'headers' | 'body'>,
  { key, isKnown }: Signer,
): OrdsError {
  const found = `${describeRefusal(status, body)} from ${quote(origin)}`;
  if (status === 401 && !isKnown) {
    const { cause, ...detail } = refusedKey({ headers }, key);
    return new OrdsError(`cannot ${purpose}: the domain does not accept the API key`, {
      ...detail,
      field: 'identityProvider.credentials',
      found: cause === undefined ? found : `${found}; ${cause}`,
    });
  }
  return new OrdsError(`cannot ${purpose}`, {
    ...nextStep(status, body),
    field: 'identityProvider.domain',
    found,
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
        'give the user of the API key the role Identity Domain Administrator in this domain (Domains, Administrators); policies of the tenancy are not enough',
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
