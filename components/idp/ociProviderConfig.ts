import * as pulumi from '@pulumi/pulumi';
import { CREDENTIAL_NAMES, type OciCredentialsArgs } from '../oci/credentials';

const SECRETS: readonly string[] = ['privateKey', 'privateKeyPassword'];

/**
 * The credentials of the program: those that are given, or those of the configuration that the official provider reads
 * (`pulumi config set oci:userOcid ...`), which the process of this library's own resources never sees.
 */
export function credentialsOf(given: OciCredentialsArgs | undefined): OciCredentialsArgs | undefined {
  if (given !== undefined) return given;
  const config = new pulumi.Config('oci');
  const found = CREDENTIAL_NAMES.map(
    (name) => [name, SECRETS.includes(name) ? config.getSecret(name) : config.get(name)] as const,
  ).filter(([, value]) => value !== undefined);
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
