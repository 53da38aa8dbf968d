import type * as pulumi from '@pulumi/pulumi';

import { OrdsResource, ordsType, type OrdsResourceArgs } from './ordsResource';

export interface ModuleProtectionArgs extends OrdsResourceArgs {
  /** Name of the module; it must exist. A change makes a new protection. */
  readonly module: pulumi.Input<string>;
  /** Name of the privilege; it must exist. A change moves the module in one transaction. */
  readonly privilege: pulumi.Input<string>;
  /**
   * Default true: the module is published, after it is protected and in the same transaction. False leaves the status
   * alone; a change from true to false unpublishes.
   */
  readonly publish?: boolean;
  /**
   * What `destroy` does, unless the protection was taken over (`adopt`). `unpublish` (default): unpublishes the module, then takes it out of the privilege, also when it had
   * been published before this resource was made. `keepProtected`: nothing, the module goes on answering under its
   * privilege (which must then be kept as well). `makePublic`: takes it out and leaves it published: it answers everybody.
   */
  readonly onDelete?: 'unpublish' | 'keepProtected' | 'makePublic';
}

/**
 * Puts a module under a privilege and publishes it, in one transaction: there is no moment when the module is published
 * without the privilege. A privilege that was taken away behind Pulumi's back shows as a change of `privilege` from "", and
 * the next `up` protects again; a `destroy` instead of it still unpublishes.
 *
 * A module takes one privilege. One that stands under another is refused (`ords.module.other_privilege`) unless `adopt` is
 * true; then it is moved, and the protection is the stack's own: `destroy` does what `onDelete` says. Only one that stood
 * where it is declared is taken over, and left by `destroy` until its `privilege` changes.
 *
 * Errors: `ords.protection.exists`, `ords.module.unknown`, `ords.privilege.unknown`, `ords.module.other_privilege`,
 * `ords.protection.held` (the module stands under a privilege of another stack; `adopt` does not move it).
 */
export class ModuleProtection extends OrdsResource {
  static readonly __pulumiType = ordsType('ModuleProtection');

  declare public readonly module: pulumi.Output<string>;
  declare public readonly privilege: pulumi.Output<string>;
  /** Whether the module is published because of this protection. */
  declare public readonly publish: pulumi.Output<boolean>;
  declare public readonly onDelete: pulumi.Output<'unpublish' | 'keepProtected' | 'makePublic'>;

  /** Base path of the module, as it stands in the database, with a slash at both ends. */
  declare public readonly basePath: pulumi.Output<string>;

  constructor(name: string, args: ModuleProtectionArgs, opts?: pulumi.CustomResourceOptions) {
    if (typeof args.module === 'string') args.claim?.take(`the protection of module "${args.module}"`);
    super('ModuleProtection', name, args, ['publish', 'onDelete', 'basePath'], opts);
  }
}
