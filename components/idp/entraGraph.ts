import { createHttp } from '../diagnose/collect/httpClient';
import { MicrosoftGraph } from '../diagnose/collect/microsoftGraph';
import { UnreadError } from '../diagnose/collect/readings';
import { providerCredentials } from './entraProviderConfig';

/**
 * Microsoft Graph for a hook, with the client secret that the official provider uses. Nothing is done where that provider signs in in another
 * way; what Graph refuses here it refuses the provider too, which then says it.
 */
export async function withGraph(work: (graph: MicrosoftGraph) => Promise<void>): Promise<void> {
  const credentials = providerCredentials();
  if (!credentials) return;
  const http = createHttp();
  try {
    await work(new MicrosoftGraph(credentials, http));
  } catch (error) {
    if (!(error instanceof UnreadError)) throw error;
  } finally {
    await http.close();
  }
}

/** The official provider's id of an application is `/applications/<object id>`. */
export function objectIdOf(id: string): string {
  return id.split('/').at(-1) ?? id;
}
