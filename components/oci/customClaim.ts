import type * as pulumi from '@pulumi/pulumi';

import { ordsType } from '../ords/ordsResource';
import { DomainResource, type DomainResourceArgs } from './domainResource';

export interface CustomClaimArgs extends DomainResourceArgs {
  /** Name of the claim in the tokens, at most 100 characters. A change makes a new claim, after the old one is gone. */
  readonly name: pulumi.Input<string>;
  /**
   * What the claim says: an expression such as `$user.groups.*.display` (the names of the user's groups), or a constant of at most
   * 100 characters. Expressions are about users: tokens of machines do not carry such a claim.
   */
  readonly value: pulumi.Input<string>;
  /** Whether `value` is an expression; default true where it begins with `$`. */
  readonly expression?: pulumi.Input<boolean>;
  /** `always` (default), `request`: only where the token request asks for it, `never`. */
  readonly mode?: pulumi.Input<'always' | 'request' | 'never'>;
  /** Access tokens (`AT`, default), ID tokens (`IT`), or both. */
  readonly tokenType?: pulumi.Input<'AT' | 'IT' | 'BOTH'>;
  /** Full scopes (audience and scope in one) whose tokens carry the claim; default all of the domain. */
  readonly scopes?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * A claim that a domain puts into tokens, for role mode the groups of the user. A domain has each claim once, for all its applications; one
 * that exists already is an error. The official provider has no resource for it (facts/oci-iam.md 2.6).
 *
 * Errors: `oci.custom_claim.exists`, `oci.domain.*`, `oci.credentials.*`.
 */
export class CustomClaim extends DomainResource {
  static readonly __pulumiType = ordsType('CustomClaim');

  declare public readonly name: pulumi.Output<string>;
  declare public readonly value: pulumi.Output<string>;
  declare public readonly scopes: pulumi.Output<string[] | undefined>;
  /** SCIM id. */
  declare public readonly claimId: pulumi.Output<string>;

  constructor(name: string, args: CustomClaimArgs, opts?: pulumi.CustomResourceOptions) {
    super('CustomClaim', name, { ...args }, ['claimId'], opts);
  }
}
