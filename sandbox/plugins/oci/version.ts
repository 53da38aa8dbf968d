/** The release of `@pulumi/oci` whose tokens and properties are served (facts/oci-iam.md, heading). */
export const PLUGIN_VERSION = '4.20.0';
