import type * as pulumi from '@pulumi/pulumi';

import { ordsType } from '../ords/ordsResource';
import { DomainResource, type DomainResourceArgs } from './domainResource';

export interface SigningCertificateAccessArgs extends DomainResourceArgs {
  /** Whether everybody may read the keys that tokens are signed with; default true. */
  readonly public?: boolean;
}

/**
 * "Configure client access" of a domain's settings: whether the JWKS answers without a sign-in, which ORDS cannot do (facts/oci-iam.md 2.5).
 * The keys are public ones; what becomes visible is which they are. Only this setting is changed. `destroy` restores what was there
 * before, unless somebody else has changed it since; other stacks that count on it then find it closed.
 *
 * Errors: `oci.domain.*`, `oci.credentials.*`.
 */
export class SigningCertificateAccess extends DomainResource {
  static readonly __pulumiType = ordsType('SigningCertificateAccess');

  /** As of the last refresh or `up`. */
  declare public readonly public: pulumi.Output<boolean>;
  /** As it was before this resource changed it. */
  declare public readonly before: pulumi.Output<boolean>;

  constructor(name: string, args: SigningCertificateAccessArgs, opts?: pulumi.CustomResourceOptions) {
    super('SigningCertificateAccess', name, { public: undefined, ...args }, ['before', 'written'], opts);
  }
}
