const OVERRIDES = 'CLIENT_HOST_OVERRIDES';

/** Where the services of the control plane are, as `https://<host>[:port]`. */
export interface Hosts {
  readonly identity: string;
  readonly database: string;
}

/**
 * The region's hosts, or those of `CLIENT_HOST_OVERRIDES`: pairs `<client>=<origin>` with `;` between them
 * (facts/oci-iam.md 1.1).
 */
export function controlPlaneHosts(region: string, env: NodeJS.ProcessEnv): Hosts {
  const pairs = (env[OVERRIDES] ?? '').split(';').map((pair) => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()] as const;
  });
  const overrides = new Map(pairs);
  return {
    identity: originOf(
      overrides.get('oci_identity.IdentityClient') ?? `identity.${region}.oci.oraclecloud.com`,
    ),
    database: originOf(overrides.get('oci_database.DatabaseClient') ?? `database.${region}.oraclecloud.com`),
  };
}

/**
 * The origin of an endpoint; a bare host is taken as https. A trailing slash is a path, and refused.
 *
 * @throws Error in the words of the Go SDK.
 */
export function originOf(endpoint: string): string {
  const url = /^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`;
  const refused = new Error('host is invalid. endpoint must not contain user info, path, query, or fragment');
  if (!URL.canParse(url) || /^https?:\/\/[^/]*[/?#@]/.test(url)) throw refused;
  return new URL(url).origin;
}
