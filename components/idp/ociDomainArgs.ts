import type * as pulumi from '@pulumi/pulumi';

/** A new identity domain, through the official provider. */
export interface CreateDomainArgs {
  /** OCID of the compartment that it is made in. */
  readonly compartmentId: pulumi.Input<string>;
  /** Home region, such as `eu-frankfurt-1`. */
  readonly homeRegion: pulumi.Input<string>;
  /** Name of the domain; default the name of the API. */
  readonly displayName?: string;
  /** Default `Tokens for <name of the API>`. */
  readonly description?: string;
  /** Type of the domain: `free` (default), `external-user` and others; a type decides limits and costs. */
  readonly licenseType?: pulumi.Input<string>;
  /**
   * Default true: `pulumi destroy` stops at the domain, and goes past it with `--exclude-protected`; everything in it that the stack has made
   * is removed. False: the stack forgets the domain.
   */
  readonly protect?: boolean;
  /**
   * Default true: the domain stays when the stack lets go of it. False: it is deleted, which a domain refuses unless it was deactivated
   * before (`oci iam domain deactivate`; facts/oci-iam.md 1.6).
   */
  readonly retainOnDelete?: boolean;
}
