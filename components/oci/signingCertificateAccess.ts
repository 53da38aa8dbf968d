import * as pulumi from '@pulumi/pulumi';

import { ordsType } from '../ords/ordsResource';
import { DomainResource, type DomainResourceArgs } from './domainResource';
import { SigningCertificateRecord } from './signingCertificateRecord';

export type SigningCertificateAccessArgs = DomainResourceArgs;

/**
 * "Configure client access" of a domain's settings: the JWKS answers without a sign-in, which ORDS cannot do (facts/oci-iam.md 2.5). The keys
 * are public ones; what becomes visible is which they are. Only this setting is changed.
 *
 * What was there before is recorded first, by a resource of its own (`<name>-before`): a run that is killed in the middle cannot make the
 * next one believe that somebody else has opened the keys. `destroy` closes them if they were closed before; other stacks that
 * count on them then find them closed.
 *
 * Errors: `oci.domain.*`, `oci.credentials.*`.
 */
export class SigningCertificateAccess extends DomainResource {
  static readonly __pulumiType = ordsType('SigningCertificateAccess');

  /** As of the last refresh or `up`. */
  declare public readonly public: pulumi.Output<boolean>;
  /** As it was before this stack changed it. */
  declare public readonly before: pulumi.Output<boolean>;

  constructor(name: string, args: SigningCertificateAccessArgs, opts: pulumi.CustomResourceOptions = {}) {
    const record = new SigningCertificateRecord(`${name}-before`, args, shared(opts));
    super(
      'SigningCertificateAccess',
      name,
      { ...args, public: true },
      [],
      pulumi.mergeOptions(opts, { dependsOn: [record] }),
    );
    this.before = record.before;
  }
}

/** The options that say where both stand and whether they go; an id or an alias is of one resource. */
function shared(opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  const { parent, dependsOn, protect, retainOnDelete, deletedWith } = opts;
  return {
    ...(parent && { parent }),
    ...(dependsOn && { dependsOn }),
    ...(protect !== undefined && { protect }),
    ...(retainOnDelete !== undefined && { retainOnDelete }),
    ...(deletedWith && { deletedWith }),
  };
}
