import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../identity/json';
import { invalidParameter, notOfferedToAlwaysFree, notPlayed, type ServiceError } from '../serviceError';
import { checkAdminPassword } from './adminPassword';
import { checkCommonRules } from './detailRules';
import { checkTypes } from './detailTypes';
import type { Details } from './record';

/** Documented as not to be changed in one update with `isMtlsConnectionRequired` (facts/pulumi.md 7 names the first four). */
const NOT_WITH_MTLS = [
  ...['whitelistedIps', 'isFreeTier', 'dbVersion', 'dbToolsDetails', 'licenseModel', 'computeCount'],
  ...[
    'cpuCoreCount',
    'dataStorageSizeInTBs',
    'openMode',
    'permissionLevel',
    'privateEndpointLabel',
    'nsgIds',
  ],
  ...['dbWorkload', 'customerContacts', 'scheduledOperations', 'isLocalDataGuardEnabled'],
];
/** What an Always Free database cannot change, and what the service calls it. */
const NOT_FREE: Readonly<Record<string, string>> = {
  computeCount: 'CPU scaling',
  cpuCoreCount: 'CPU scaling',
  dataStorageSizeInGBs: 'storage scaling',
  dataStorageSizeInTBs: 'storage scaling',
  isAutoScalingEnabled: 'CPU scaling',
  isAutoScalingForStorageEnabled: 'storage scaling',
  licenseModel: 'license updating',
};

export interface Change {
  readonly details: Details;
  /** A new password of ADMIN. */
  readonly adminPassword: string | undefined;
}

export function movingNotPlayed(): ServiceError {
  return notPlayed('moving a database to another compartment');
}

/** What an update makes of a database. Throws ServiceError on one that the service refuses. */
export function changedDetails(before: Details, body: JsonObject): Change {
  checkTypes(body);
  const { adminPassword, secretId, secretVersionNumber: _version, ...sent } = body;
  if (secretId != null) throw notPlayed('vaults (secretId); send adminPassword');
  if (sent['subnetId'] != null) throw notPlayed('private endpoints (subnetId); use whitelistedIps');
  const given: JsonObject = { ...sent };
  // An empty list takes the access control list away.
  if (Array.isArray(given['whitelistedIps']) && given['whitelistedIps'].length === 0)
    given['whitelistedIps'] = null;
  const changed = Object.keys(given).filter(
    (name) =>
      (given[name] !== null || name === 'whitelistedIps') && !isDeepStrictEqual(given[name], before[name]),
  );

  if (changed.includes('compartmentId')) throw movingNotPlayed();
  if (changed.includes('dbName')) throw notPlayed('renaming a database');
  if (changed.includes('dbVersion')) throw notPlayed('upgrading a database');
  if (changed.includes('isFreeTier')) throw notPlayed('changing isFreeTier');
  const conflict = changed.includes('isMtlsConnectionRequired')
    ? changed.find((name) => NOT_WITH_MTLS.includes(name))
    : undefined;
  if (conflict !== undefined)
    throw invalidParameter(`isMtlsConnectionRequired cannot be updated in parallel with ${conflict}.`);
  const missing = before.isFreeTier
    ? changed.filter((name) => Object.hasOwn(NOT_FREE, name)).map((name) => NOT_FREE[name])[0]
    : undefined;
  if (missing !== undefined) throw notOfferedToAlwaysFree(missing);

  const details: Details = { ...before };
  for (const name of changed) details[name] = given[name];
  checkCommonRules(details);
  if (adminPassword == null) return { details, adminPassword: undefined };
  checkAdminPassword(String(adminPassword));
  return { details, adminPassword: String(adminPassword) };
}
