import type { Checker } from '../../ords/lifecycle/checker';
import { isUnknown } from '../../ords/lifecycle/plain';
import type { OciCredentials } from '../credentials';
import { domainOrigin } from '../domainUrl';
import { checkCredentials } from './checkCredentials';

/** Which domain a resource works in, and with which key. */
export interface Place {
  /** Origin of the domain. */
  readonly domainUrl: string;
  readonly credentials?: OciCredentials | undefined;
}

/** The place of a resource. Of what is wrong with the credentials nothing is shown. */
export function checkPlace(checker: Checker): Place {
  const domainUrl = checker.text('domainUrl', { required: true });
  const origin = isUnknown(domainUrl) ? domainUrl : domainOrigin(domainUrl);
  if (domainUrl !== '' && origin === undefined)
    checker.fail(
      'domainUrl',
      'is not the URL of an identity domain: https://idcs-….identity.oraclecloud.com',
    );
  return { domainUrl: origin ?? '', credentials: checkCredentials(checker, 'credentials') };
}

/** `oci:idcs-….identity.oraclecloud.com:app:5e1f…`: says by itself what it is of. */
export function idOf({ domainUrl }: Place, kind: string, name?: string): string {
  return ['oci', new URL(domainUrl).host, kind, ...(name === undefined ? [] : [name])].join(':');
}
