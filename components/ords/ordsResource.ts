import * as pulumi from '@pulumi/pulumi';

import type { Connection } from '../database/database';
import type { Claim } from './claim';
import type { ConnectionArgs } from './connection';
import { markName, type Owner } from './lifecycle/mark';

/** What every resource of this library takes. */
export interface OrdsResourceArgs {
  /**
   * The database to work in. A change of the connection alone updates the state and writes nothing to the database; after one of its
   * connect string the object must be found there (`ords.connection.other_database`).
   */
  readonly connection: pulumi.Input<ConnectionArgs>;
  /**
   * The schema to work on; default the connected user. Its own schema needs no more rights than its owner has; another
   * one goes through ORDS_ADMIN and ORDS_SECURITY_ADMIN and needs ORDS_ADMINISTRATOR_ROLE. A change makes a new object.
   */
  readonly schema?: pulumi.Input<string>;
  /**
   * Take over an object that exists already and bring it to what is declared; default false: an existing object is an
   * error (`ords.<kind>.exists`), identical or not. It is compared first: `preview` and `up` print one line with each field
   * that changes, and an object that is as declared is taken over without a write. `destroy` leaves an object that was
   * taken over, with every change that was made to it; set this back to false to make it the stack's own. What carries the
   * mark of another stack is refused all the same, by that stack's name; a mark with this stack's name and another claim (kept
   * by `keepProtected`, or of a state that was lost) is no hindrance.
   */
  readonly adopt?: boolean;
  /**
   * The claim that the object is made under: an `up` that follows an interrupted one then knows its own objects, and the end
   * of the claim removes what is left. Default none: an object that an interrupted `up` has left is an error by name.
   */
  readonly claim?: Claim;
}

/** Base of the ORDS resources. Not for direct use. */
export abstract class OrdsResource extends pulumi.CustomResource {
  declare public readonly connection: pulumi.Output<Connection>;
  /** The schema in effect. */
  declare public readonly schema: pulumi.Output<string>;
  declare public readonly adopt: pulumi.Output<boolean>;
  /** Whether the object was there before and was taken over. */
  declare public readonly adopted: pulumi.Output<boolean>;
  /** Whose mark the object carries, in its comments or description; for pulumi-ords itself. */
  declare public readonly owner: pulumi.Output<Owner | undefined>;
  /** Of the state's form; for pulumi-ords itself. */
  declare public readonly schemaVersion: pulumi.Output<number>;

  /** @internal */
  protected constructor(
    kind: string,
    name: string,
    args: OrdsResourceArgs,
    outputs: readonly string[],
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    const { claim, ...own } = args;
    claim?.take(`${kind} "${name}"`);
    const stackTraceLimit = Error.stackTraceLimit;
    try {
      // Pulumi's SDK takes a stack for each of four promises of each property, to be shown with PULUMI_DEBUG_PROMISE_LEAKS
      // only: with source maps that is most of the time of registering a resource. The resource's position in the program
      // is taken apart from this and stays.
      if (!process.env['PULUMI_DEBUG_PROMISE_LEAKS']) Error.stackTraceLimit = 0;
      super(
        ordsType(kind),
        name,
        {
          ...Object.fromEntries(
            [...outputs, 'adopted', 'schemaVersion'].map((output) => [output, undefined]),
          ),
          ...own,
          schema: args.schema,
          adopt: args.adopt,
          owner: ownerOf(name, claim),
          connection: pulumi.secret(args.connection),
          __provider: providerText(kind),
        },
        pulumi.mergeOptions({ hideDiffs: ['__provider'], additionalSecretOutputs: ['connection'] }, opts),
      );
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }
}

/** Whose an object is that the resource of this name makes. */
export function ownerOf(name: string, claim?: Claim): { [K in keyof Owner]: pulumi.Input<Owner[K]> } {
  return {
    stack: `${pulumi.getProject()}/${pulumi.getStack()}`,
    resource: markName(name),
    ...(claim && { claim: claim.token }),
  };
}

/** The type token that the engine sees. */
export function ordsType(kind: string): string {
  return `pulumi-nodejs:dynamic/ords:${kind}`;
}

/**
 * The text that Pulumi's dynamic-provider process evaluates to find the code. It names the code instead of carrying it, so it
 * is the same for every release: upgrades make no difference, destroy and refresh run the installed release, and nothing of
 * the program, no secret above all, can be captured in it (facts/pulumi.md 2, way B).
 */
export function providerText(kind: string): string {
  return `exports.handler=()=>require("pulumi-ords/provider").provider(${JSON.stringify(kind)})`;
}
