import { isJsonObject, type JsonObject } from '../../../identity/json';
import type { IdentityDomain } from '../../identityDomain/identityDomain';
import type { Operator } from '../../operator';
import { invalidParameter, missingParameter } from '../serviceError';

export type DomainLifecycleState = 'CREATING' | 'ACTIVE' | 'INACTIVE' | 'DELETING';

/** What the control plane keeps with a domain, beside what the domain knows of itself. */
export interface DomainDetails extends JsonObject {
  compartmentId: string;
  displayName: string;
  description: string;
  homeRegion: string;
  licenseType: string;
  lifecycleState: DomainLifecycleState;
  timeCreated: string;
}

type Place = Pick<Operator, 'tenancyId' | 'region'>;

const REQUIRED = ['compartmentId', 'displayName', 'description', 'homeRegion', 'licenseType'] as const;
/** What an update may change; for the rest there are actions. */
const UPDATED = ['description', 'displayName', 'isHiddenOnLogin', 'definedTags', 'freeformTags'];
/** "free, oracle-apps, oracle-apps-premium, premium, external-user": documented as domain types. */
const LICENSE_TYPES = ['free', 'oracle-apps', 'oracle-apps-premium', 'premium', 'external-user'];

/** The first administrator, who is not shown again (here every domain has the same ones). */
const ADMINISTRATOR = ['adminEmail', 'adminFirstName', 'adminLastName', 'adminUserName'];
const ONLY_FOR_CREATION = new Set([...ADMINISTRATOR, 'isNotificationBypassed', 'isPrimaryEmailRequired']);
const STRINGS = new Set<string>([...REQUIRED, ...ADMINISTRATOR]);

/** A create request's body, checked. Throws ServiceError. */
export function newDomainDetails(body: JsonObject, { region }: Place, now: Date): DomainDetails {
  checkStrings(body);
  const missing = REQUIRED.find((name) => typeof body[name] !== 'string' || body[name] === '');
  if (missing !== undefined) throw missingParameter(`Missing ${missing}`);
  checkLicenseType(body['licenseType']);
  if (body['homeRegion'] !== region)
    throw invalidParameter(
      `The tenancy is not subscribed to the region ${JSON.stringify(body['homeRegion'])}.`,
    );
  const kept = Object.entries(body).filter(([name]) => !ONLY_FOR_CREATION.has(name));
  return {
    ...(Object.fromEntries(kept) as DomainDetails),
    lifecycleState: 'ACTIVE',
    timeCreated: now.toISOString(),
  };
}

/** What an update sets. Throws ServiceError. */
export function domainChanges(body: JsonObject): JsonObject {
  checkStrings(body);
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => UPDATED.includes(name) && value != null),
  );
}

export function checkLicenseType(licenseType: unknown): asserts licenseType is string {
  if (!LICENSE_TYPES.includes(String(licenseType)))
    throw invalidParameter(
      `Invalid licenseType ${JSON.stringify(licenseType)}. Allowed values: ${LICENSE_TYPES.join(', ')}.`,
    );
}

/** The Default domain, which nobody created by the API, lives in the root compartment. */
export function detailsOf(domain: IdentityDomain, { tenancyId, region }: Place): DomainDetails {
  return {
    compartmentId: tenancyId,
    displayName: domain.displayName,
    description: domain.isDefault ? 'Default identity domain' : '',
    homeRegion: region,
    licenseType: 'free',
    lifecycleState: 'ACTIVE',
    timeCreated: '2026-01-01T00:00:00.000Z',
    ...domain.controlPlane,
  };
}

/** The API's answer for one domain. Real URLs name port 443; here the port tells the domains apart. */
export function presentDomain(domain: IdentityDomain, place: Place): JsonObject {
  return {
    definedTags: {},
    freeformTags: {},
    isHiddenOnLogin: false,
    lifecycleDetails: null,
    ...detailsOf(domain, place),
    homeRegionUrl: domain.url,
    id: domain.id,
    replicaRegions: [],
    type: domain.isDefault ? 'DEFAULT' : 'SECONDARY',
    url: domain.url,
  };
}

function checkStrings(body: JsonObject): void {
  for (const [name, value] of Object.entries(body)) {
    if (STRINGS.has(name) && value != null && typeof value !== 'string')
      throw invalidParameter('Unable to process JSON input');
    if (name.endsWith('Tags') && value != null && !isJsonObject(value))
      throw invalidParameter('Unable to process JSON input');
  }
}
