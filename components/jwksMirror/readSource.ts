import { createHttp } from '../diagnose/collect/httpClient';
import { fetchJwks } from '../diagnose/collect/jwks';
import { forProgram } from '../problem';
import { OrdsError } from '../errors';
import { mirroredDocument } from './document';

/** Fetches a JWKS as ORDS would, bounded in bytes and time, and gives what of it may be published. Throws as `mirroredDocument`. */
export async function readSource(url: string): Promise<string> {
  const http = createHttp();
  try {
    return mirroredDocument(await fetchJwks(url, http));
  } catch (error) {
    throw error instanceof OrdsError ? forProgram(error) : error;
  } finally {
    await http.close();
  }
}
