import * as pulumi from '@pulumi/pulumi';

import type { Manifest } from '../manifest';
import type { OciCredentialsArgs } from '../oci/credentials';
import type { ConnectionArgs } from './connection';
import { ordsType, providerText } from './ordsResource';

export interface AgreementArgs {
  readonly connection: pulumi.Input<ConnectionArgs>;
  /** What is declared; `ProtectedApi.manifest`. */
  readonly manifest: pulumi.Input<Manifest>;
  /** What `up` does when the two sides disagree after both were written: `fail` (default), or go on with `warn`. */
  readonly onDisagreement?: 'fail' | 'warn';
  /**
   * Client secrets by the key of the client: present, `up` also requests real tokens and makes real calls (`verifyOnUp`). One
   * token for each client and scope set.
   */
  readonly clientSecrets?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * API key for the look at an identity domain; always treated as a secret, and kept in the state, because a refresh has nothing else to
   * go by. What is left out is looked for in the environment, then in `~/.oci/config`.
   */
  readonly ociCredentials?: OciCredentialsArgs;
}

/**
 * Looks at both sides and changes neither. A refresh (`pulumi preview --refresh`) reads them live and shows what has come
 * apart as a change of `findings`, by name; `up` repairs what the stack owns and then looks again.
 *
 * The identity provider's own objects are looked at where the environment of `pulumi` lets it: Auth0 with AUTH0_DOMAIN, AUTH0_CLIENT_ID and
 * AUTH0_CLIENT_SECRET, OCI IAM with `ociCredentials`, else with the API key of the environment or `~/.oci/config`, Microsoft Entra with
 * ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET, as the official providers find them. Its discovery document and keys always are.
 *
 * Errors: `ords.agreement.disagreement` with every finding.
 */
export class Agreement extends pulumi.CustomResource {
  static readonly __pulumiType = ordsType('Agreement');

  /** Findings of severity error, as of the last refresh or `up`; each begins with its code (docs/findings). */
  declare public readonly findings: pulumi.Output<string[]>;
  declare public readonly warnings: pulumi.Output<string[]>;
  /** What could not be read, and why. */
  declare public readonly unread: pulumi.Output<string[]>;

  constructor(name: string, args: AgreementArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      ordsType('Agreement'),
      name,
      {
        findings: undefined,
        warnings: undefined,
        unread: undefined,
        schemaVersion: undefined,
        manifest: args.manifest,
        onDisagreement: args.onDisagreement,
        connection: pulumi.secret(args.connection),
        clientSecrets: args.clientSecrets === undefined ? undefined : pulumi.secret(args.clientSecrets),
        ociCredentials: args.ociCredentials === undefined ? undefined : pulumi.secret(args.ociCredentials),
        __provider: providerText('Agreement'),
      },
      pulumi.mergeOptions(
        {
          hideDiffs: ['__provider'],
          additionalSecretOutputs: ['connection', 'clientSecrets', 'ociCredentials'],
        },
        opts,
      ),
    );
  }
}
