/** Prefix of Microsoft Graph on the tenant's host. */
export const GRAPH_PREFIX = '/graph';

/** The addresses of a tenant, all on one host: what are several hosts of Microsoft's. */
export interface Addresses {
  /** `host:port`, for `ARM_METADATA_HOSTNAME`. */
  readonly metadataHost: string;
  /** Origin of the sign-in service, without a slash: `https://login.microsoftonline.com`. */
  readonly login: string;
  /** Microsoft Graph, without a slash: `https://graph.microsoft.com`. It is the audience of its tokens too. */
  readonly graph: string;
  /** Of the Azure Resource Manager, which is not served. */
  readonly resourceManager: string;
  /** Without a slash at its end (facts/entra.md 2.2). */
  readonly issuerV2: string;
  /** With a slash at its end; `https://sts.windows.net/<tid>/`. */
  readonly issuerV1: string;
}

export function addressesOf(host: string, tenantId: string): Addresses {
  const origin = `https://${host}`;
  return {
    metadataHost: host,
    login: origin,
    graph: origin + GRAPH_PREFIX,
    resourceManager: `${origin}/arm`,
    issuerV2: `${origin}/${tenantId}/v2.0`,
    issuerV1: `${origin}/${tenantId}/`,
  };
}
