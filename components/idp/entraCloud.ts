import { createHttp } from '../diagnose/collect/httpClient';
import { jsonObject, text } from '../diagnose/collect/readings';
import { OrdsError } from '../errors';
import { forProgram } from '../problem';
import { quote } from '../rules/text';

/** Where people and machines sign in, by the official provider's names of the clouds (facts/entra.md 3). */
const LOGIN_ENDPOINTS: Readonly<Record<string, string>> = {
  public: 'https://login.microsoftonline.com',
  global: 'https://login.microsoftonline.com',
  usgovernment: 'https://login.microsoftonline.us',
  usgovernmentl4: 'https://login.microsoftonline.us',
  usgovernmentl5: 'https://login.microsoftonline.us',
  china: 'https://login.partner.microsoftonline.cn',
};
const METADATA_PATH = '/metadata/endpoints?api-version=2022-09-01';

/** The two settings of the official provider that choose a cloud. */
export interface CloudSettings {
  /** Default `public`. */
  readonly environment?: string | undefined;
  /** Host, with a port where it is not 443, that is asked for the endpoints; it wins over the name. */
  readonly metadataHost?: string | undefined;
}

/** The origin, and a path where there is one, below which a directory's endpoints are; no slash at the end. Throws `entra.cloud.*`. */
export async function loginEndpoint({ environment, metadataHost }: CloudSettings): Promise<string> {
  if (metadataHost !== undefined && metadataHost !== '') return await askMetadata(metadataHost);
  const name = environment ?? 'public';
  const found = Object.hasOwn(LOGIN_ENDPOINTS, name) ? LOGIN_ENDPOINTS[name] : undefined;
  if (found !== undefined) return found;
  throw forProgram(
    new OrdsError('is no cloud that the official provider knows', {
      code: 'entra.cloud.unknown',
      field: 'azuread:environment',
      found: quote(name),
      expected: Object.keys(LOGIN_ENDPOINTS).join(', '),
      remedy: 'correct azuread:environment or ARM_ENVIRONMENT, or remove it for the public cloud',
    }),
  );
}

async function askMetadata(host: string): Promise<string> {
  const url = `https://${host}${METADATA_PATH}`;
  const http = createHttp();
  try {
    const result = await http({ url, headers: { accept: 'application/json' } });
    const document = result.ok && result.answer.status === 200 ? jsonObject(result.answer.body) : undefined;
    const authentication = document?.['authentication'] as { loginEndpoint?: unknown } | undefined;
    const endpoint = text(authentication?.loginEndpoint);
    if (endpoint !== undefined) return endpoint.replace(/\/+$/, '');
    throw forProgram(
      new OrdsError(`${url} does not say where to sign in`, {
        code: 'entra.cloud.metadata',
        field: 'azuread:metadataHost',
        found: result.ok
          ? `HTTP ${result.answer.status}`
          : `${result.failure.kind}: ${result.failure.detail}`,
        expected: 'a JSON document with authentication.loginEndpoint',
        remedy: 'correct azuread:metadataHost or ARM_METADATA_HOSTNAME, or remove it for the public cloud',
      }),
    );
  } finally {
    await http.close();
  }
}
