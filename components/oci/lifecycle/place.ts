import type { Checker } from '../../ords/lifecycle/checker';
import { isUnknown } from '../../ords/lifecycle/plain';
import { CREDENTIAL_NAMES, type OciCredentials } from '../credentials';
import { domainOrigin } from '../domainUrl';

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
  const credentials =
    checker.value('credentials') === undefined
      ? undefined
      : checker.secretObject('credentials', (entry) =>
          Object.fromEntries(
            CREDENTIAL_NAMES.map((name) => [name, entry.text(name, { secret: true, free: true })]),
          ),
        );
  return { domainUrl: origin ?? '', credentials };
}

/** `oci:idcs-….identity.oraclecloud.com:app:5e1f…`: says by itself what it is of. */
export function idOf({ domainUrl }: Place, kind: string, name?: string): string {
  return ['oci', new URL(domainUrl).host, kind, ...(name === undefined ? [] : [name])].join(':');
}
