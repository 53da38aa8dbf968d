import { jsonObject, text } from '../diagnose/collect/readings';
import type { Http } from '../diagnose/http';
import { OrdsError } from '../errors';
import { quote } from '../rules/text';

/** Where a cloud is asked for tokens and for applications; no slash at the end of either. */
export interface CloudEndpoints {
  /** The origin, and a path where there is one, below which a directory's endpoints are (facts/entra.md 3). */
  readonly login: string;
  /** Of Microsoft Graph, without its version (learn.microsoft.com, national cloud deployments). */
  readonly graph: string;
}

const US_GOVERNMENT: CloudEndpoints = {
  login: 'https://login.microsoftonline.us',
  graph: 'https://graph.microsoft.us',
};
const PUBLIC: CloudEndpoints = {
  login: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com',
};

/** By the official provider's names of the clouds. */
const CLOUDS: Readonly<Record<string, CloudEndpoints>> = {
  public: PUBLIC,
  global: PUBLIC,
  usgovernment: US_GOVERNMENT,
  usgovernmentl4: US_GOVERNMENT,
  usgovernmentl5: { ...US_GOVERNMENT, graph: 'https://dod-graph.microsoft.us' },
  china: {
    login: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
  },
};
const METADATA_PATH = '/metadata/endpoints?api-version=2022-09-01';

/** The two settings of the official provider that choose a cloud. */
export interface CloudSettings {
  /** Default `public`. */
  readonly environment?: string | undefined;
  /** Host, with a port where it is not 443, that is asked for the endpoints; it wins over the name. */
  readonly metadataHost?: string | undefined;
}

/** Asks the metadata host where there is one; else the endpoints are known. Throws `entra.cloud.*`. */
export async function cloudEndpoints(
  { environment, metadataHost }: CloudSettings,
  http: Http,
): Promise<CloudEndpoints> {
  if (metadataHost !== undefined && metadataHost !== '') return await askMetadata(metadataHost, http);
  const name = environment ?? 'public';
  const found = Object.hasOwn(CLOUDS, name) ? CLOUDS[name] : undefined;
  if (found !== undefined) return found;
  throw new OrdsError('is no cloud that the official provider knows', {
    code: 'entra.cloud.unknown',
    field: 'azuread:environment',
    found: quote(name),
    expected: Object.keys(CLOUDS).join(', '),
    remedy: 'correct azuread:environment or ARM_ENVIRONMENT, or remove it for the public cloud',
  });
}

/** Both endpoints are mandatory for the official provider too (facts/entra.md 1.1). */
async function askMetadata(host: string, http: Http): Promise<CloudEndpoints> {
  const url = `https://${host}${METADATA_PATH}`;
  const result = await http({ url, headers: { accept: 'application/json' } });
  const document = result.ok && result.answer.status === 200 ? jsonObject(result.answer.body) : undefined;
  const authentication = document?.['authentication'] as { loginEndpoint?: unknown } | undefined;
  const login = text(authentication?.loginEndpoint);
  const graph = text(document?.['microsoftGraphResourceId']);
  if (login !== undefined && graph !== undefined)
    return { login: login.replace(/\/+$/, ''), graph: graph.replace(/\/+$/, '') };
  throw new OrdsError(`${url} does not say where to sign in`, {
    code: 'entra.cloud.metadata',
    field: 'azuread:metadataHost',
    found: result.ok ? `HTTP ${result.answer.status}` : `${result.failure.kind}: ${result.failure.detail}`,
    expected: 'a JSON document with authentication.loginEndpoint and microsoftGraphResourceId',
    remedy: 'correct azuread:metadataHost or ARM_METADATA_HOSTNAME, or remove it for the public cloud',
  });
}
