import * as pulumi from '@pulumi/pulumi';
import { entraCredentials, type EntraCredentials } from '../diagnose/collect/credentials';
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

/** The client of the program: its configuration, then the environment. Undefined where the official provider signs in in another way. */
export function providerCredentials(): EntraCredentials | undefined {
  const config = new pulumi.Config('azuread');
  const { environment, metadataHost } = cloudSettings();
  return entraCredentials({
    ARM_TENANT_ID: config.get('tenantId') ?? process.env['ARM_TENANT_ID'],
    ARM_CLIENT_ID: config.get('clientId') ?? process.env['ARM_CLIENT_ID'],
    ARM_CLIENT_SECRET: config.get('clientSecret') ?? process.env['ARM_CLIENT_SECRET'],
    ARM_ENVIRONMENT: environment,
    ARM_METADATA_HOSTNAME: metadataHost,
  });
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
