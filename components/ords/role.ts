import type * as pulumi from '@pulumi/pulumi';

import { OrdsResource, ordsType, type OrdsResourceArgs } from './ordsResource';

export interface RoleArgs extends OrdsResourceArgs {
  /** Case sensitive, at most 255 characters. A change makes a new role. */
  readonly name: pulumi.Input<string>;
}

/**
 * An ORDS role (ORDS.CREATE_ROLE). Privileges name roles; a JWT profile with a role claim grants them.
 *
 * It is not deleted while it is the only role of a privilege (`ords.role.still_required`): let the privilege depend on it, which using its
 * `name` output does.
 *
 * Errors: `ords.role.exists`, `ords.role.still_required`, `ords.rights.missing`.
 */
export class Role extends OrdsResource {
  static readonly __pulumiType = ordsType('Role');

  declare public readonly name: pulumi.Output<string>;

  constructor(name: string, args: RoleArgs, opts?: pulumi.CustomResourceOptions) {
    super('Role', name, args, [], opts);
  }
}
