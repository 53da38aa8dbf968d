import * as pulumi from '@pulumi/pulumi';

import { ordsType, providerText } from '../ords/ordsResource';
import type { OciCredentialsArgs } from './credentials';

/** What every resource takes that this library itself makes in an identity domain. */
export interface DomainResourceArgs {
  /** URL of the domain; a slash at its end and `:443` are left out. A change makes a new object. */
  readonly domainUrl: pulumi.Input<string>;
  /** The API key to sign with; default the one of the environment, then of `~/.oci/config`. A change of it alone calls nothing. */
  readonly credentials?: OciCredentialsArgs | undefined;
}

/** Base of these resources. Not for direct use. */
export abstract class DomainResource extends pulumi.CustomResource {
  /** Origin of the domain. */
  declare public readonly domainUrl: pulumi.Output<string>;
  /** Of the state's form; for pulumi-ords itself. */
  declare public readonly schemaVersion: pulumi.Output<number>;

  /** @internal */
  protected constructor(
    kind: string,
    name: string,
    args: DomainResourceArgs & pulumi.Inputs,
    outputs: readonly string[],
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    super(
      ordsType(kind),
      name,
      {
        ...Object.fromEntries([...outputs, 'schemaVersion'].map((output) => [output, undefined])),
        ...args,
        credentials: args.credentials === undefined ? undefined : pulumi.secret(args.credentials),
        __provider: providerText(kind),
      },
      pulumi.mergeOptions({ hideDiffs: ['__provider'], additionalSecretOutputs: ['credentials'] }, opts),
    );
  }
}
