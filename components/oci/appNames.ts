import type * as pulumi from '@pulumi/pulumi';

import type { Claim } from '../ords/claim';
import { ordsType, ownerOf } from '../ords/ordsResource';
import { DomainResource, type DomainResourceArgs } from './domainResource';

export interface AppNamesArgs extends DomainResourceArgs {
  /** Display names that are going to be taken. */
  readonly names: readonly string[];
  /** Those among them whose apps are taken over, and which are not looked up; default none. */
  readonly adopted?: readonly string[];
  /** By its token this stack's own leftovers are told from the apps of others. */
  readonly claim?: Claim | undefined;
}

/**
 * Refuses display names that are taken in a domain, before anything is made; it writes nothing. Part of every `OciIamApi`, whose apps each
 * ask again just before they are created (`freeName`).
 *
 * Errors: `oci.app.exists`, `oci.app.leftover`, `oci.domain.*`, `oci.credentials.*`.
 */
export class AppNames extends DomainResource {
  static readonly __pulumiType = ordsType('AppNames');

  declare public readonly names: pulumi.Output<string[]>;

  constructor(name: string, { claim, ...args }: AppNamesArgs, opts?: pulumi.CustomResourceOptions) {
    super('AppNames', name, { ...args, owner: ownerOf(name, claim) }, [], opts);
  }
}
