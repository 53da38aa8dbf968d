import {
  alike,
  boolean,
  number,
  objects,
  objectSet,
  string,
  stringMap,
  strings,
  stringSet,
  type Fields,
  type Options,
} from '../../framework/properties/property';
import { oneOf } from '../../framework/properties/rules';

const computed: Options = { computed: true };
const outputOnly: Options = { outputOnly: true };
/** Taken by the service and absent from what it shows of a database. */
const notShown: Options = { computed: true, writeOnly: true };

const urls: Fields = alike(string, outputOnly, [
  'apexUrl',
  'databaseTransformsUrl',
  'graphStudioUrl',
  'machineLearningNotebookUrl',
  'machineLearningUserManagementUrl',
  'mongoDbUrl',
  'ordsUrl',
  'spatialStudioUrl',
  'sqlDevWebUrl',
]);

const profile: Fields = {
  ...alike(string, outputOnly, [
    'consumerGroup',
    'displayName',
    'hostFormat',
    'protocol',
    'sessionMode',
    'syntaxFormat',
    'tlsAuthentication',
    'value',
  ]),
  isRegional: boolean('isRegional', outputOnly),
};

const settable: Fields = {
  compartmentId: string('compartmentId', { required: true }),
  dbName: string('dbName', { required: true }),
  adminPassword: string('adminPassword', { secret: true, writeOnly: true }),
  ...alike(string, { computed: true, replaces: true }, ['characterSet', 'ncharacterSet']),
  source: string('source', { ...notShown, replaces: true }),
  isDedicated: boolean('isDedicated', { computed: true, replaces: true }),
  ...alike(string, computed, [
    'autonomousMaintenanceScheduleType',
    'databaseEdition',
    'dbVersion',
    'displayName',
    'privateEndpointIp',
    'privateEndpointLabel',
    'subnetId',
  ]),
  secretId: string('secretId', notShown),
  secretVersionNumber: number('secretVersionNumber', notShown),
  computeModel: string('computeModel', { computed: true, allowed: ['ECPU', 'OCPU'] }),
  dbWorkload: string('dbWorkload', { computed: true, allowed: ['OLTP', 'DW', 'AJD', 'APEX', 'LH'] }),
  licenseModel: string('licenseModel', {
    computed: true,
    allowed: ['LICENSE_INCLUDED', 'BRING_YOUR_OWN_LICENSE'],
  }),
  ...alike(number, computed, [
    'backupRetentionPeriodInDays',
    'byolComputeCountLimit',
    'computeCount',
    'cpuCoreCount',
    'ocpuCount',
  ]),
  dataStorageSizeInGb: number('dataStorageSizeInGBs', computed),
  dataStorageSizeInTbs: number('dataStorageSizeInTBs', computed),
  ...alike(boolean, computed, [
    'arePrimaryWhitelistedIpsUsed',
    'isAccessControlEnabled',
    'isAutoScalingEnabled',
    'isAutoScalingForStorageEnabled',
    'isDataGuardEnabled',
    'isDevTier',
    'isFreeTier',
    'isLocalDataGuardEnabled',
    'isMtlsConnectionRequired',
  ]),
  nsgIds: stringSet('nsgIds', computed),
  standbyWhitelistedIps: stringSet('standbyWhitelistedIps', computed),
  whitelistedIps: stringSet('whitelistedIps'),
  customerContacts: objects('customerContacts', { email: string('email', computed) }, computed),
  dbToolsDetails: objectSet(
    'dbToolsDetails',
    {
      name: string('name', { required: true }),
      isEnabled: boolean('isEnabled', computed),
      ...alike(number, computed, ['computeCount', 'maxIdleTimeInMinutes']),
    },
    computed,
  ),
  definedTags: stringMap('definedTags', computed),
  freeformTags: stringMap('freeformTags', computed),
  // Reached by starting and stopping, never sent.
  state: string('lifecycleState', { computed: true, local: true, rule: oneOf('AVAILABLE', 'STOPPED') }),
};

const shown: Fields = {
  ...alike(string, outputOnly, [
    'infrastructureType',
    'lifecycleDetails',
    'privateEndpoint',
    'publicEndpoint',
    'role',
    'serviceConsoleUrl',
    'timeCreated',
    'timeDeletionOfFreeAutonomousDatabase',
    'timeMaintenanceBegin',
    'timeMaintenanceEnd',
    'timeReclamationOfFreeAutonomousDatabase',
  ]),
  ...alike(boolean, outputOnly, ['isPreview', 'isReconnectCloneEnabled', 'isRemoteDataGuardEnabled']),
  ...alike(number, outputOnly, ['memoryPerComputeUnitInGbs']),
  availableUpgradeVersions: strings('availableUpgradeVersions', outputOnly),
  apexDetails: objects('apexDetails', alike(string, outputOnly, ['apexVersion', 'ordsVersion']), outputOnly),
  connectionStrings: objects(
    'connectionStrings',
    {
      allConnectionStrings: stringMap('allConnectionStrings', outputOnly),
      ...alike(string, outputOnly, ['dedicated', 'high', 'low', 'medium']),
      profiles: objects('profiles', profile, outputOnly),
    },
    outputOnly,
  ),
  connectionUrls: objects('connectionUrls', urls, outputOnly),
  publicConnectionUrls: objects('publicConnectionUrls', urls, outputOnly),
  systemTags: stringMap('systemTags', outputOnly),
};

/**
 * Properties of a serverless Autonomous Database (facts/oci-iam.md 1.6, facts/pulumi.md 7). Not served, and refused by
 * the check: dedicated infrastructure, clones, standby and refreshable databases, keys, backups, pools, schedules.
 */
export const databaseFields: Fields = { ...settable, ...shown };
