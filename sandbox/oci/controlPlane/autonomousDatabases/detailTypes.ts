import type { JsonObject } from '../../../identity/json';
import { isJsonObject } from '../../../identity/json';
import { invalidParameter } from '../serviceError';

const TYPES: Readonly<Record<string, 'string' | 'number' | 'boolean' | 'strings' | 'object'>> = {
  adminPassword: 'string',
  compartmentId: 'string',
  computeCount: 'number',
  computeModel: 'string',
  cpuCoreCount: 'number',
  dataStorageSizeInGBs: 'number',
  dataStorageSizeInTBs: 'number',
  dbName: 'string',
  dbVersion: 'string',
  dbWorkload: 'string',
  definedTags: 'object',
  displayName: 'string',
  freeformTags: 'object',
  isAutoScalingEnabled: 'boolean',
  isAutoScalingForStorageEnabled: 'boolean',
  isFreeTier: 'boolean',
  isMtlsConnectionRequired: 'boolean',
  licenseModel: 'string',
  source: 'string',
  whitelistedIps: 'strings',
};

/** Throws ServiceError, in the service's words for whatever it cannot read. */
export function checkTypes(body: JsonObject): void {
  for (const [name, value] of Object.entries(body)) {
    const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
    if (type === undefined || value == null || fits(value, type)) continue;
    throw invalidParameter('Unable to process JSON input');
  }
}

function fits(value: unknown, type: string): boolean {
  if (type === 'strings') return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
  if (type === 'object') return isJsonObject(value);
  return typeof value === type;
}
