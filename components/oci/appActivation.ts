import type * as pulumi from '@pulumi/pulumi';

import { ordsType } from '../ords/ordsResource';
import { DomainResource, type DomainResourceArgs } from './domainResource';

export interface AppActivationArgs extends DomainResourceArgs {
  /** SCIM id of the app: the id of a `DomainsApp`, which is neither its client id nor its OCID. A change makes a new activation. */
  readonly appId: pulumi.Input<string>;
  /** Default true. */
  readonly active?: boolean;
}

/**
 * Keeps an app of a domain active, and deactivates it before it is deleted: a domain refuses to delete an active app, also with
 * `forceDelete` (facts/oci-iam.md 1.7). The engine deletes it first because it names the app; `destroy` needs no program for it.
 *
 * Errors: `oci.app.missing`, `oci.domain.*`, `oci.credentials.*`.
 */
export class AppActivation extends DomainResource {
  static readonly __pulumiType = ordsType('AppActivation');

  declare public readonly appId: pulumi.Output<string>;
  /** As of the last refresh or `up`. */
  declare public readonly active: pulumi.Output<boolean>;

  constructor(name: string, args: AppActivationArgs, opts?: pulumi.CustomResourceOptions) {
    super('AppActivation', name, { active: undefined, ...args }, [], opts);
  }
}
