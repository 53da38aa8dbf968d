/** The release of `@pulumi/auth0` whose tokens and properties are served (facts/auth0.md 4). */
export const PLUGIN_VERSION = '3.49.0';
