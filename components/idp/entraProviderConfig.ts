import * as pulumi from '@pulumi/pulumi';
import type { CloudSettings } from './entraCloud';

/** The cloud that the official provider works on: its configuration, then the environment that it reads. */
export function cloudSettings(): CloudSettings {
  const config = new pulumi.Config('azuread');
  return {
    environment: config.get('environment') ?? process.env['ARM_ENVIRONMENT'],
    metadataHost: config.get('metadataHost') ?? process.env['ARM_METADATA_HOSTNAME'],
  };
}
