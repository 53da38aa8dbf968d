import type { JsonObject } from '../../../identity/json';
import { invalidParameter, missingParameter, notOfferedToAlwaysFree, notPlayed } from '../serviceError';
import { checkAdminPassword } from './adminPassword';
import { checkCommonRules } from './detailRules';
import { checkTypes } from './detailTypes';
import type { ComputeModel, Details } from './record';

/** Gigabytes of an Always Free database; it cannot have more. */
const FREE_STORAGE_GB = 20;
const DEFAULT_STORAGE_GB = 1024;
const GB_PER_TB = 1024;
const FREE_COUNT: Readonly<Record<ComputeModel, number>> = { ECPU: 2, OCPU: 1 };

/** What a create request asks for, with the service's defaults filled in. */
export interface NewDatabase {
  readonly details: Details;
  readonly adminPassword: string;
}

/** Throws ServiceError on a body that the service refuses. */
export function newDatabase(body: JsonObject): NewDatabase {
  checkTypes(body);
  const { adminPassword, secretId, secretVersionNumber: _version, source, ...given } = body;
  if (source != null && source !== 'NONE')
    throw notPlayed(`databases that are made from another one (source ${JSON.stringify(source)})`);
  if (secretId != null) throw notPlayed('vaults (secretId); send adminPassword');
  if (typeof given.compartmentId !== 'string') throw missingParameter('Missing compartmentId');
  if (typeof given.dbName !== 'string') throw missingParameter('Missing dbName');
  const details = withDefaults(given as JsonObject & { compartmentId: string; dbName: string });
  checkName(details.dbName);
  if (details.isFreeTier) checkFreeTier(details);
  if (given['subnetId'] != null) throw notPlayed('private endpoints (subnetId); use whitelistedIps');
  checkCommonRules(details);
  if (typeof adminPassword !== 'string') throw missingParameter('Missing adminPassword');
  checkAdminPassword(adminPassword);
  return { details, adminPassword };
}

function withDefaults(given: JsonObject & { compartmentId: string; dbName: string }): Details {
  const isFreeTier = given['isFreeTier'] === true;
  const computeModel = (given['computeModel'] as ComputeModel | undefined) ?? 'ECPU';
  const whitelistedIps = (given['whitelistedIps'] as string[] | null | undefined) ?? [];
  const terabytes = given['dataStorageSizeInTBs'] as number | null | undefined;
  return {
    ...given,
    displayName: (given['displayName'] as string | null | undefined) ?? given.dbName,
    dbWorkload: (given['dbWorkload'] as string | null | undefined) ?? 'OLTP',
    dbVersion: (given['dbVersion'] as string | null | undefined) ?? '26ai',
    isFreeTier,
    computeModel,
    computeCount:
      (given['computeCount'] as number | null | undefined) ??
      (given['cpuCoreCount'] as number | null | undefined) ??
      FREE_COUNT[computeModel],
    dataStorageSizeInGBs:
      (given['dataStorageSizeInGBs'] as number | null | undefined) ??
      (isFreeTier ? FREE_STORAGE_GB : terabytes != null ? terabytes * GB_PER_TB : DEFAULT_STORAGE_GB),
    // Free databases have the licence included; the others bring their own unless told otherwise (facts/pulumi.md 7).
    licenseModel:
      (given['licenseModel'] as string | null | undefined) ??
      (isFreeTier ? 'LICENSE_INCLUDED' : 'BRING_YOUR_OWN_LICENSE'),
    // [?] default: without a list nobody could connect without a wallet anyway.
    isMtlsConnectionRequired:
      (given['isMtlsConnectionRequired'] as boolean | null | undefined) ?? whitelistedIps.length === 0,
    whitelistedIps: whitelistedIps.length === 0 ? null : whitelistedIps,
  };
}

function checkName(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9]{0,29}$/.test(name))
    throw invalidParameter(
      'The database name must begin with an alphabetic character and can contain a maximum of 30 alphanumeric characters. Special characters are not permitted.',
    );
}

function checkFreeTier(details: Details): void {
  if (details['subnetId'] != null) throw notOfferedToAlwaysFree('private endpoints');
  if (details['isAutoScalingEnabled'] === true || details.computeCount !== FREE_COUNT[details.computeModel])
    throw notOfferedToAlwaysFree('CPU scaling');
  if (details['isAutoScalingForStorageEnabled'] === true || details.dataStorageSizeInGBs !== FREE_STORAGE_GB)
    throw notOfferedToAlwaysFree('storage scaling');
  if (details.licenseModel !== 'LICENSE_INCLUDED') throw notOfferedToAlwaysFree('license updating');
  // [?] status and text: the documentation only says that a JSON database cannot be free.
  if (details.dbWorkload === 'AJD')
    throw invalidParameter('dbWorkload AJD is not available to Always Free databases.');
}
