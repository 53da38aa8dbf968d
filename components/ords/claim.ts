import * as pulumi from '@pulumi/pulumi';

import { OrdsError } from '../errors';
import { forProgram } from '../problem';
import type { ConnectionArgs } from './connection';
import { ordsType, ownerOf, providerText } from './ordsResource';

export interface ClaimArgs {
  readonly connection: pulumi.Input<ConnectionArgs>;
  /** The schema to work on; default the connected user. A change makes a new claim. */
  readonly schema?: pulumi.Input<string>;
  /** Of the modules that are protected under this claim; default `unpublish`. With `keepProtected` nothing is removed. */
  readonly onDelete?: 'unpublish' | 'keepProtected' | 'makePublic';
  /** Of the API in the identity provider, which has no place for a mark; `pulumi-ords cleanup` lists it by this. */
  readonly audience?: pulumi.Input<string>;
  /** Whether an EnabledSchema under this claim enables the schema; default false. */
  readonly enablesSchema?: boolean;
}

/**
 * A stack's claim on what it makes in one schema; part of every `ProtectedApi`. Resources that name it (`claim`) carry its
 * token in their mark. When a run is killed after the database has committed and before Pulumi has written its state, the next
 * `up` knows such an object for the stack's own and goes on with it; the deletion of the claim, after everything that
 * names it, removes what is left of it, closed first. Objects without this mark are never touched.
 *
 * It writes nothing to the database. Roles have no place for a mark.
 */
export class Claim extends pulumi.CustomResource {
  static readonly __pulumiType = ordsType('Claim');

  /** Twelve hexadecimal digits, in the mark of every object under this claim. Not a secret. */
  declare public readonly token: pulumi.Output<string>;
  /** Whether the schema was enabled when the claim was made. */
  declare public readonly enabledBefore: pulumi.Output<boolean>;

  private readonly taken = new Set<string>();

  constructor(name: string, args: ClaimArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      ordsType('Claim'),
      name,
      {
        token: undefined,
        enabledBefore: undefined,
        schemaVersion: undefined,
        schema: args.schema,
        audience: args.audience,
        onDelete: args.onDelete,
        enablesSchema: args.enablesSchema,
        owner: ownerOf(name),
        connection: pulumi.secret(args.connection),
        __provider: providerText('Claim'),
      },
      pulumi.mergeOptions({ hideDiffs: ['__provider'], additionalSecretOutputs: ['connection'] }, opts),
    );
  }

  /**
   * Two resources that nothing tells apart would take each other's object for their own.
   *
   * @internal
   */
  take(what: string): void {
    if (this.taken.has(what))
      throw forProgram(
        new OrdsError(`two resources under one claim are ${what}`, {
          code: 'ords.claim.same_name',
          field: 'claim',
          remedy: 'give one of them another name (an alias keeps its object), or remove it',
        }),
      );
    this.taken.add(what);
  }
}
