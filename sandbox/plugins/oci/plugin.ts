import type { PluginDefinition } from '../framework/definition';
import type { OciApi } from './api';
import { checkConfiguration, connect } from './configuration';
import { autonomousDatabase, getAutonomousDatabase } from './controlPlane/autonomousDatabase';
import { autonomousDatabaseWallet } from './controlPlane/autonomousDatabaseWallet';
import { domain } from './controlPlane/domain';
import { getDomain, getDomains } from './controlPlane/domainFunctions';
import { isNotFound } from './http/errors';
import { domainsApp } from './identityDomain/domainsApp';
import { domainsGrant } from './identityDomain/domainsGrant';
import { domainsSetting, getDomainsSetting } from './identityDomain/domainsSetting';
import { PLUGIN_VERSION } from './version';

/** The `oci` plugin: what an ORDS API behind OCI IAM needs of that package. */
export const ociPlugin: PluginDefinition<OciApi> = {
  name: 'oci',
  version: PLUGIN_VERSION,
  kinds: [autonomousDatabase, autonomousDatabaseWallet, domain, domainsApp, domainsGrant, domainsSetting],
  functions: [getAutonomousDatabase, getDomain, getDomains, getDomainsSetting],
  checkConfiguration,
  connect,
  isNotFound,
};
