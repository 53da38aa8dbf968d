import {
  alike,
  boolean,
  objects,
  string,
  stringMap,
  type Fields,
  type Options,
} from '../../framework/properties/property';
import { oneOf } from '../../framework/properties/rules';

const required: Options = { required: true };
const computed: Options = { computed: true };
const outputOnly: Options = { outputOnly: true };
/** Taken by the create only, and never shown. */
const onCreate: Options = { computed: true, replaces: true, createOnly: true, writeOnly: true };

/** Properties of an identity domain, by the schema of the official provider (facts/oci-iam.md 1.6). */
export const domainFields: Fields = {
  ...alike(string, required, ['compartmentId', 'description', 'displayName', 'licenseType']),
  homeRegion: string('homeRegion', { required: true, replaces: true }),
  ...alike(string, onCreate, ['adminEmail', 'adminFirstName', 'adminLastName', 'adminUserName']),
  ...alike(boolean, onCreate, ['isNotificationBypassed', 'isPrimaryEmailRequired']),
  isHiddenOnLogin: boolean('isHiddenOnLogin', computed),
  definedTags: stringMap('definedTags', computed),
  freeformTags: stringMap('freeformTags', computed),
  // Reached by activating and deactivating, never sent.
  state: string('lifecycleState', { computed: true, local: true, rule: oneOf('ACTIVE', 'INACTIVE') }),
  ...alike(string, outputOnly, ['homeRegionUrl', 'lifecycleDetails', 'timeCreated', 'type', 'url']),
  replicaRegions: objects(
    'replicaRegions',
    alike(string, outputOnly, ['region', 'state', 'url']),
    outputOnly,
  ),
};
