import * as pulumi from '@pulumi/pulumi';
import { createHttp } from '../diagnose/collect/httpClient';
import { OrdsError } from '../errors';
import { forProgram } from '../problem';
import { cloudEndpoints, type CloudSettings } from './entraCloud';

/** The cloud that the official provider works on: its configuration, then the environment that it reads. */
export function cloudSettings(): CloudSettings {
  const config = new pulumi.Config('azuread');
  return {
    environment: config.get('environment') ?? process.env['ARM_ENVIRONMENT'],
    metadataHost: config.get('metadataHost') ?? process.env['ARM_METADATA_HOSTNAME'],
  };
}

/** Where people and machines of a cloud sign in. Bounded in time. Throws `entra.cloud.*`, as a program's error. */
export async function loginEndpoint(settings: CloudSettings): Promise<string> {
  const http = createHttp();
  try {
    return (await cloudEndpoints(settings, http)).login;
  } catch (error) {
    throw error instanceof OrdsError ? forProgram(error) : error;
  } finally {
    await http.close();
  }
}
