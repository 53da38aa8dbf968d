/** The release of `@pulumi/azuread` whose tokens and properties are served (facts/entra.md, heading). */
export const PLUGIN_VERSION = '6.9.1';
