import type * as pulumi from '@pulumi/pulumi';

import { OrdsResource, ordsType, type OrdsResourceArgs } from './ordsResource';

export interface EnabledSchemaArgs extends OrdsResourceArgs {
  /**
   * The part of the URL that selects the schema: `https://host/ords/<this>/...`. Left out, it is the schema's name in
   * lower case when this resource enables the schema, and stays what it is when it takes an enabled one over.
   */
  readonly urlMappingPattern?: pulumi.Input<string>;
  /** Whether the metadata catalogue of the schema asks for authorisation. Left out, it is left to ORDS. */
  readonly autoRestAuth?: pulumi.Input<boolean>;
}

/**
 * A schema enabled for ORDS (ORDS.ENABLE_SCHEMA). `destroy` disables it only if this resource had enabled it; modules and
 * privileges of the schema are kept either way.
 *
 * A disabled schema that holds a published module without a privilege is not enabled (`ords.schema.would_open`), with
 * `adopt` neither: the module would answer everybody, at least until it is protected.
 *
 * Under a `claim` that saw the schema disabled, one that is enabled by now exactly as wanted, with nothing of another stack in
 * it, is the work of an interrupted `up`. `destroy` leaves the schema enabled while another stack has something in it.
 *
 * Errors: `ords.schema.exists` (enabled already, no `adopt`), `ords.schema.would_open`, `ords.rights.missing`.
 */
export class EnabledSchema extends OrdsResource {
  static readonly __pulumiType = ordsType('EnabledSchema');

  /** The live mapping. */
  declare public readonly urlMappingPattern: pulumi.Output<string>;
  declare public readonly autoRestAuth: pulumi.Output<boolean | undefined>;
  /** False when the schema had been enabled before: then `destroy` leaves it enabled. */
  declare public readonly enabledByUs: pulumi.Output<boolean>;

  constructor(name: string, args: EnabledSchemaArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      'EnabledSchema',
      name,
      { ...args, ...(args.claim && { enabledBefore: args.claim.enabledBefore }) } as EnabledSchemaArgs,
      ['urlMappingPattern', 'autoRestAuth', 'enabledByUs', 'unmanaged'],
      opts,
    );
  }
}
