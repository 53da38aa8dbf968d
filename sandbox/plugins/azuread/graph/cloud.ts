import type { Dispatcher } from 'undici';
import { request } from 'undici';
import { connectionError } from '../../framework/connectionError';
import { isJsonObject, type Json, type JsonObject } from '../../framework/properties/mapping';

const API_VERSION = '2022-09-01';

/** Where the services of a cloud are. */
export interface Cloud {
  /** Without a slash at its end. */
  readonly graph: string;
  /** As the metadata say it: a slash at its end is not taken off (facts/entra.md 1.1). */
  readonly login: string;
}

/**
 * Asks the metadata host, always over https.
 *
 * @throws Error when it does not answer, or leaves out what it must tell.
 */
export async function discoverCloud(
  metadataHost: string,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Cloud> {
  const url = `https://${metadataHost}/metadata/endpoints?api-version=${API_VERSION}`;
  const answer = await request(url, { dispatcher, signal }).catch((error: unknown) => {
    throw connectionError(url, error);
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200)
    throw new Error(`retrieving environment metadata: ${url}: ${answer.statusCode}`);
  const metadata = objectOf(text);
  const authentication = isJsonObject(metadata.authentication) ? metadata.authentication : {};
  for (const name of ['name', 'resourceManager', 'microsoftGraphResourceId'])
    if (typeof metadata[name] !== 'string')
      throw new Error(`the metadata of ${metadataHost} have no ${name}`);
  if (typeof authentication.loginEndpoint !== 'string')
    throw new Error(`the metadata of ${metadataHost} have no loginEndpoint`);
  const graph = String(metadata.microsoftGraphResourceId).replace(/\/+$/, '');
  return { graph, login: authentication.loginEndpoint };
}

function objectOf(text: string): JsonObject {
  try {
    const json = JSON.parse(text) as Json;
    return isJsonObject(json) ? json : {};
  } catch {
    return {};
  }
}
