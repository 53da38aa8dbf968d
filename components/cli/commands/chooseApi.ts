import { OrdsError } from '../../errors';
import { endpointUrl, type Manifest } from '../../manifest';
import { quote } from '../../rules/text';

export interface ApiChoice {
  readonly url: string;
  /** Name of the ProtectedApi. */
  readonly api?: string;
  /** Key of a client. */
  readonly client?: string;
}

/**
 * The API that a URL belongs to: the one that was named, else the one whose endpoints begin like the URL, the closest
 * first, else the only one there is.
 *
 * @throws OrdsError `cli.url.*`, `cli.api.*`
 */
export function chooseApi(manifests: readonly Manifest[], choice: ApiChoice): Manifest {
  checkUrl(choice.url);
  const named = manifests.filter(({ api }) => choice.api === undefined || api === choice.api);
  if (named.length === 0) throw unknownApi(manifests, choice.api ?? '');
  const withClient = named.filter(
    ({ clients }) => choice.client === undefined || Object.hasOwn(clients, choice.client),
  );
  if (withClient.length === 0) throw unknownClient(named, choice.client ?? '');
  const [closest, second] = withClient
    .map((manifest) => ({ manifest, length: commonLength(manifest, choice.url) }))
    .sort((a, b) => b.length - a.length);
  if (closest === undefined) throw unknownApi(manifests, choice.api ?? '');
  if (second !== undefined && second.length === closest.length)
    throw new OrdsError('the URL fits more than one API', {
      code: 'cli.api.ambiguous',
      field: '--api',
      found: quote(choice.url),
      remedy: `name one: ${withClient.map(({ api }) => `--api ${api}`).join(' or ')}`,
    });
  return closest.manifest;
}

/** Characters of the longest root of endpoints that the URL begins with; a module counts more than its schema. */
function commonLength({ ords }: Manifest, url: string): number {
  const paths = ['', ...Object.values(ords.modules).map(({ basePath }) => basePath)];
  const address = new URL(url).href;
  return paths
    .map((path) => new URL(endpointUrl(ords.baseUrl, ords.schemaAlias, path).replace(/\/*$/, '/')).href)
    .filter((root) => `${address}/`.startsWith(root))
    .reduce((longest, root) => Math.max(longest, root.length), 0);
}

function checkUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const problem = (code: string, summary: string, remedy: string): OrdsError =>
    new OrdsError(summary, { code, field: '--url', remedy });
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw problem(
      'cli.url.invalid',
      'is not a web address',
      'give the whole URL of the refused call: https://...',
    );
  if (url.username !== '' || url.password !== '')
    throw problem('cli.url.credentials', 'carries a user or a password', 'give it without them');
}

function unknownApi(manifests: readonly Manifest[], name: string): OrdsError {
  return new OrdsError(`there is no API ${quote(name)}`, {
    code: 'cli.api.unknown',
    field: '--api',
    remedy: `there are: ${manifests.map(({ api }) => api).join(', ')}`,
  });
}

function unknownClient(manifests: readonly Manifest[], name: string): OrdsError {
  const keys = [...new Set(manifests.flatMap(({ clients }) => Object.keys(clients)))];
  return new OrdsError(`there is no client ${quote(name)}`, {
    code: 'cli.client.unknown',
    field: '--client',
    remedy: keys.length === 0 ? 'declare one under clients' : `there are: ${keys.join(', ')}`,
  });
}
