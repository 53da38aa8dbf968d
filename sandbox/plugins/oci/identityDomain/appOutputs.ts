import {
  alike,
  boolean,
  objects,
  string,
  strings,
  type Fields,
  type Options,
} from '../../framework/properties/property';

const outputOnly: Options = { outputOnly: true };
const ref: Fields = { ref: string('$ref', outputOnly) };

/**
 * What an app shows and nobody sets. The client secret and its hash are no secrets to the official package: a program
 * that does not say `additionalSecretOutputs` has them in plain text in its state (facts/oci-iam.md 1.3).
 */
export const appOutputs: Fields = {
  ...alike(string, outputOnly, ['callbackServiceUrl', 'clientSecret', 'hashedClientSecret']),
  ...alike(boolean, outputOnly, [
    'infrastructure',
    'isDatabaseService',
    'isManagedApp',
    'migrated',
    'readyToUpgrade',
  ]),
  isOpcService: boolean('isOPCService', outputOnly),
  meterAsOpcService: boolean('meterAsOPCService', outputOnly),
  accounts: objects(
    'accounts',
    {
      active: boolean('active', outputOnly),
      ...alike(string, outputOnly, ['name', 'ownerId', 'value']),
      ...ref,
    },
    outputOnly,
  ),
  adminRoles: objects(
    'adminRoles',
    { ...alike(string, outputOnly, ['description', 'display', 'value']), ...ref },
    outputOnly,
  ),
  userRoles: objects(
    'userRoles',
    { ...alike(string, outputOnly, ['description', 'display', 'value']), ...ref },
    outputOnly,
  ),
  cloudControlProperties: objects(
    'cloudControlProperties',
    { name: string('name', outputOnly), values: strings('values', outputOnly) },
    outputOnly,
  ),
  editableAttributes: objects('editableAttributes', { name: string('name', outputOnly) }, outputOnly),
  grantedAppRoles: objects(
    'grantedAppRoles',
    {
      ...alike(boolean, outputOnly, ['adminRole', 'readOnly']),
      ...alike(string, outputOnly, ['appId', 'appName', 'display', 'legacyGroupName', 'type', 'value']),
      ...ref,
    },
    outputOnly,
  ),
  grants: objects(
    'grants',
    { ...alike(string, outputOnly, ['grantMechanism', 'granteeId', 'granteeType', 'value']), ...ref },
    outputOnly,
  ),
};
