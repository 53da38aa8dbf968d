import type { JsonObject } from '../../../identity/json';
import { connectionStrings, connectionUrls } from './connectionStrings';
import type { AutonomousDatabaseRecord } from './record';

const GB_PER_TB = 1024;
const DAYS_TO_MAINTENANCE = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What a database of this kind has beside what it was asked for. All of it is there from the start and the same each time: a
 * member that comes and goes is a difference at every refresh (facts/oci-iam.md 1.6).
 */
const FIXED: JsonObject = {
  autonomousMaintenanceScheduleType: 'REGULAR',
  availableUpgradeVersions: [],
  backupRetentionPeriodInDays: 60,
  characterSet: 'AL32UTF8',
  customerContacts: [],
  databaseManagementStatus: 'NOT_ENABLED',
  dataSafeStatus: 'NOT_REGISTERED',
  definedTags: {},
  freeformTags: {},
  isAutoScalingEnabled: false,
  isAutoScalingForStorageEnabled: false,
  isDataGuardEnabled: false,
  isDedicated: false,
  isDevTier: false,
  isLocalDataGuardEnabled: false,
  isPreview: false,
  isReconnectCloneEnabled: false,
  isRemoteDataGuardEnabled: false,
  ncharacterSet: 'AL16UTF16',
  nsgIds: null,
  openMode: 'READ_WRITE',
  operationsInsightsStatus: 'NOT_ENABLED',
  permissionLevel: 'UNRESTRICTED',
  privateEndpoint: null,
  privateEndpointIp: null,
  privateEndpointLabel: null,
  provisionableCpus: [],
  scheduledOperations: [],
  subnetId: null,
  supportedRegionsToCloneTo: [],
  systemTags: {},
};

/** The API's answer for one database. */
export function presentAutonomousDatabase(record: AutonomousDatabaseRecord): JsonObject {
  const { details, lifecycleState, timeCreated } = record;
  const exists = lifecycleState !== 'PROVISIONING' && lifecycleState !== 'TERMINATED';
  const maintenance = Date.parse(timeCreated) + DAYS_TO_MAINTENANCE * DAY_MS;
  return {
    ...FIXED,
    ...details,
    id: record.id,
    connectionStrings: exists ? connectionStrings(record) : null,
    connectionUrls: exists ? connectionUrls(record) : null,
    cpuCoreCount: details.computeModel === 'OCPU' ? details.computeCount : 1,
    dataStorageSizeInTBs: Math.max(1, Math.floor(details.dataStorageSizeInGBs / GB_PER_TB)),
    lifecycleDetails: record.lifecycleDetails,
    lifecycleState,
    serviceConsoleUrl: null,
    timeCreated,
    timeMaintenanceBegin: new Date(maintenance).toISOString(),
    timeMaintenanceEnd: new Date(maintenance + DAY_MS / 12).toISOString(),
  };
}
