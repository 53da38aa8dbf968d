import type { IdentityProviderFacts } from '../diagnose/facts';
import { OrdsError } from '../errors';
import { forProgram } from '../problem';

type Unread = Exclude<IdentityProviderFacts['discovery'], { state: 'read' }>;

/** The error of a program whose identity provider has not told issuer and keys; `field` names the setting that led there. */
export function discoveryError(discovery: Unread, field: string): OrdsError {
  const failure = discovery.state === 'failed' ? discovery.failure : undefined;
  return forProgram(
    new OrdsError(failure?.message ?? 'the discovery document of the identity provider was not read', {
      code: failure?.code ?? 'idp.discovery.unread',
      field,
      remedy: failure?.remedy ?? 'run the same command again',
    }),
  );
}
