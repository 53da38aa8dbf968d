import type * as pulumi from '@pulumi/pulumi';

import { OrdsResource, ordsType, type OrdsResourceArgs } from './ordsResource';

export interface PrivilegeArgs extends OrdsResourceArgs {
  /**
   * At most 255 characters. With a JWT profile in scope mode this is the scope that a token must carry, case sensitive.
   * A change makes a new privilege; modules move over before the old one goes.
   */
  readonly name: pulumi.Input<string>;
  /** Any one of them suffices; none (default) asks for an authenticated caller only. Order does not matter. */
  readonly roles?: pulumi.Input<readonly pulumi.Input<string>[]>;
  /** Relative to the schema's URL, with a leading slash: `/orders/*`. Default none. Order does not matter. */
  readonly patterns?: pulumi.Input<readonly pulumi.Input<string>[]>;
  /** At most 255 characters. */
  readonly label?: pulumi.Input<string>;
  readonly description?: pulumi.Input<string>;
  readonly comments?: pulumi.Input<string>;
}

/**
 * An ORDS privilege (ORDS.DEFINE_PRIVILEGE): its roles and patterns. The modules under it belong to `ModuleProtection`;
 * a change of the privilege keeps them.
 *
 * It is not deleted, and loses no pattern, while that is all that protects a published module
 * (`ords.privilege.still_protects`). Patterns move in two steps: add the new one, later remove the old one. For delete, let the module's
 * `ModuleProtection` depend on it, which using its `name` output does.
 *
 * Errors: `ords.privilege.exists`, `ords.role.unknown`, `ords.schema.not_enabled`, `ords.rights.missing`.
 */
export class Privilege extends OrdsResource {
  static readonly __pulumiType = ordsType('Privilege');

  declare public readonly name: pulumi.Output<string>;
  /** Sorted. */
  declare public readonly roles: pulumi.Output<string[]>;
  /** Sorted. */
  declare public readonly patterns: pulumi.Output<string[]>;
  declare public readonly label: pulumi.Output<string | undefined>;
  declare public readonly description: pulumi.Output<string | undefined>;
  declare public readonly comments: pulumi.Output<string | undefined>;

  constructor(name: string, args: PrivilegeArgs, opts?: pulumi.CustomResourceOptions) {
    super('Privilege', name, args, ['roles', 'patterns', 'label', 'description', 'comments'], opts);
  }
}
