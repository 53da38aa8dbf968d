import { handleWhenResult, retry, ExponentialBackoff } from 'cockatiel';
import { readDiscovery } from '../diagnose/collect/discovery';
import { createHttp } from '../diagnose/collect/httpClient';
import type { IdentityProviderFacts } from '../diagnose/facts';
import { jwksUrlOf } from '../oci/domainUrl';
import { discoveryError } from './discoveryError';

type Discovery = IdentityProviderFacts['discovery'];

/** Attempts on a domain that has only just been made, whose host name may not be known everywhere yet: about a minute. */
const REPEATS_ON_NEW = 14;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5_000;

/** What a domain says of itself, without a sign-in. */
export interface DomainFacts {
  /** As its tokens carry it: not the domain's URL, and the same for many domains (facts/oci-iam.md 3). */
  readonly issuer: string;
  /** Whether the signing keys can be read as ORDS reads them; undefined where that could not be told. */
  readonly publicKeys: boolean | undefined;
}

/**
 * Asks the domain's discovery document, which is always public, for the issuer, and looks whether the keys are. Bounded in time.
 * Throws `idp.discovery.*`.
 */
export async function readDomainFacts(
  origin: string,
  { isNew }: { readonly isNew: boolean },
): Promise<DomainFacts> {
  const http = createHttp();
  try {
    const read = (): Promise<Discovery> => readDiscovery(origin, http);
    const discovery = isNew ? await patiently(read) : await read();
    if (discovery.state !== 'read') throw discoveryError(discovery, 'identityProvider.domain');
    const keys = await http({ url: jwksUrlOf(origin) });
    const publicKeys = keys.ok && [200, 401, 403].includes(keys.answer.status);
    return {
      issuer: discovery.value.issuer,
      publicKeys: publicKeys ? keys.answer.status === 200 : undefined,
    };
  } finally {
    await http.close();
  }
}

function patiently(read: () => Promise<Discovery>): Promise<Discovery> {
  const policy = retry(
    handleWhenResult((result) => (result as Discovery).state === 'failed'),
    {
      maxAttempts: REPEATS_ON_NEW,
      backoff: new ExponentialBackoff({ initialDelay: FIRST_WAIT, maxDelay: LONGEST_WAIT }),
    },
  );
  return policy.execute(read);
}
