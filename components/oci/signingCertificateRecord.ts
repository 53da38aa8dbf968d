import type * as pulumi from '@pulumi/pulumi';

import { ordsType } from '../ords/ordsResource';
import { DomainResource, type DomainResourceArgs } from './domainResource';

/**
 * Whether the signing certificate of a domain was public before this stack made it so; part of every `SigningCertificateAccess`, and in the
 * state before that one writes anything. `up` writes nothing for it; `destroy` ends the public access that was not there before.
 *
 * Errors: `oci.domain.*`, `oci.credentials.*`.
 */
export class SigningCertificateRecord extends DomainResource {
  static readonly __pulumiType = ordsType('SigningCertificateRecord');

  /** False also where somebody else has ended the access meanwhile, so that it is this stack that gave it again. */
  declare public readonly before: pulumi.Output<boolean>;

  constructor(name: string, args: DomainResourceArgs, opts?: pulumi.CustomResourceOptions) {
    super('SigningCertificateRecord', name, { ...args }, ['before'], opts);
  }
}
