import type { SignRequest } from '../diagnose/collect/credentials';
import { readDiscovery } from '../diagnose/collect/discovery';
import { IdentityDomain } from '../diagnose/collect/identityDomain';
import { identityDomainUrl } from '../diagnose/collect/identityDomainUrl';
import type { Http } from '../diagnose/http';
import { jwksUrlOf } from '../oci/domainUrl';
import type { LiveOciIam } from './liveOciIam';
import { byNameAndId } from './liveOrder';
import { apiOf, claimOf, clientOf } from './ociApps';
import { readOrThrow } from './readOrThrow';

/** No secret is asked for. */
const RESOURCE_APP = [
  ...['id', 'displayName', 'active', 'basedOnTemplate', 'audience', 'secondaryAudiences', 'scopes'],
  ...['accessTokenExpiry', 'allowOffline'],
];
const CLIENT_APP = [
  ...['id', 'name', 'displayName', 'description', 'active', 'basedOnTemplate', 'clientType', 'trustScope'],
  ...['allowedGrants', 'allowedScopes', 'redirectUris', 'allUrlSchemesAllowed'],
];
const CLAIM = ['name', 'value', 'mode', 'tokenType', 'allScopes', 'scopes'];

/**
 * Reads the resource app with this audience, the apps that may ask for its scopes, and the custom claims. Nothing is written.
 *
 * @param domainUrl URL of the domain.
 * @param sign Shown to that domain only: a signature names the host.
 * @throws OrdsError `cli.export.oci_iam_rights`, and those of reaching the domain
 */
export async function readOciIam(
  domainUrl: string,
  sign: SignRequest,
  audience: string,
  http: Http,
): Promise<LiveOciIam> {
  return readOrThrow(() => readDomain(identityDomainUrl(domainUrl), sign, audience, http), {
    code: 'cli.export.oci_iam_rights',
    field: '--oci-iam',
    remedy:
      'set OCI_tenancy_ocid, OCI_user_ocid, OCI_fingerprint and OCI_private_key_path, or ~/.oci/config, to the API key of a user with the role Identity Domain Administrator; or leave --oci-iam out',
  });
}

async function readDomain(
  domain: string,
  sign: SignRequest,
  audience: string,
  http: Http,
): Promise<LiveOciIam> {
  const identityDomain = new IdentityDomain(domain, sign, http);
  const discovery = await readDiscovery(domain, http);
  const keys = await http({ url: jwksUrlOf(domain) });
  const status = keys.ok ? keys.answer.status : undefined;
  const facts = {
    domain,
    ...(discovery.state === 'read' && { issuer: discovery.value.issuer }),
    ...(status !== undefined && [200, 401, 403].includes(status) && { publicKeys: status === 200 }),
    claims: (await identityDomain.list('CustomClaims', undefined, CLAIM)).map(claimOf),
  };
  // No filter finds an audience: the attribute is not searchable (schema of the official provider).
  const resources = await identityDomain.list('Apps', 'isOAuthResource eq true', RESOURCE_APP);
  const found = resources.find((app) => app.audience === audience);
  if (found === undefined) return { ...facts, api: null, clients: [] };
  const apps = await identityDomain.list('Apps', 'isOAuthClient eq true', CLIENT_APP);
  const clients = apps
    .map((app) => clientOf(app, found))
    // Another trust than that in a list lets an app ask for scopes that it does not name (facts/oci-iam.md 2.2).
    .filter(({ scopes, trustScope = 'Explicit' }) => scopes.length > 0 || trustScope !== 'Explicit');
  return { ...facts, api: apiOf(found), clients: clients.sort(byNameAndId) };
}
