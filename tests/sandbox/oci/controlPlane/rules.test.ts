import {
  isAccessListEntry,
  isAdmitted,
} from '../../../../sandbox/oci/controlPlane/autonomousDatabases/accessList';
import { changedDetails } from '../../../../sandbox/oci/controlPlane/autonomousDatabases/detailChanges';
import { newDatabase } from '../../../../sandbox/oci/controlPlane/autonomousDatabases/newDetails';
import { ServiceError } from '../../../../sandbox/oci/controlPlane/serviceError';
import type { JsonObject } from '../../../../sandbox/identity/json';

const FREE: JsonObject = {
  compartmentId: 'ocid1.compartment.oc1..a',
  adminPassword: 'Orders_2026_pw',
  dbName: 'ORDERS',
  isFreeTier: true,
  isMtlsConnectionRequired: false,
  whitelistedIps: ['10.0.0.0/8', '127.0.0.1'],
};

/** `status code: message` of the refusal, or undefined. */
function refusal(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return `${error.statusCode} ${error.code}: ${error.message}`;
  }
}

const creation = (changes: JsonObject): string | undefined =>
  refusal(() => newDatabase({ ...FREE, ...changes }));
const before = newDatabase(FREE).details;
const update = (body: JsonObject, start = before): string | undefined =>
  refusal(() => changedDetails(start, body));

test('what is left out has the service’s defaults, and what the sandbox does not know is kept', () => {
  expect(newDatabase({ ...FREE, freeformTags: { a: 'b' } }).details).toEqual({
    compartmentId: FREE['compartmentId'],
    dbName: 'ORDERS',
    displayName: 'ORDERS',
    dbWorkload: 'OLTP',
    dbVersion: '26ai',
    isFreeTier: true,
    computeModel: 'ECPU',
    computeCount: 2,
    dataStorageSizeInGBs: 20,
    licenseModel: 'LICENSE_INCLUDED',
    isMtlsConnectionRequired: false,
    whitelistedIps: ['10.0.0.0/8', '127.0.0.1'],
    freeformTags: { a: 'b' },
  });
  const { isMtlsConnectionRequired: _required, ...rest } = FREE;
  expect(newDatabase({ ...rest, whitelistedIps: [], isFreeTier: false }).details).toMatchObject({
    isMtlsConnectionRequired: true,
    whitelistedIps: null,
    licenseModel: 'BRING_YOUR_OWN_LICENSE',
    dataStorageSizeInGBs: 1024,
  });
});

test.each<[string, JsonObject, RegExp]>([
  ['a short password', { adminPassword: 'Short_2026' }, /^400 InvalidParameter: The password must be/],
  ['a long password', { adminPassword: `A1${'a'.repeat(29)}` }, /^400 InvalidParameter: The password/],
  ['a password without an upper-case letter', { adminPassword: 'orders_2026_pw' }, /The password/],
  ['a password without a lower-case letter', { adminPassword: 'ORDERS_2026_PW' }, /The password/],
  ['a password without a digit', { adminPassword: 'Orders_password' }, /The password/],
  ['a password with a double quote', { adminPassword: 'Orders"2026_pw' }, /The password/],
  ['a password with the user’s name', { adminPassword: 'My_aDmin_2026' }, /The password/],
  ['no password', { adminPassword: null }, /^400 MissingParameter/],
  ['no compartment', { compartmentId: null }, /^400 MissingParameter: Missing compartmentId/],
  ['a name with an underscore', { dbName: 'ORDERS_1' }, /alphanumeric/],
  ['a name that begins with a digit', { dbName: '1ORDERS' }, /alphanumeric/],
  ['a release that has ended', { dbVersion: '23ai' }, /Invalid dbVersion "23ai"/],
  ['a workload that has ended', { dbWorkload: 'DW' }, /Invalid dbWorkload "DW"/],
  ['an unknown licence', { licenseModel: 'FREE' }, /^403 Forbidden: .*license updating/],
  ['one’s own licence for a free one', { licenseModel: 'BRING_YOUR_OWN_LICENSE' }, /^403 Forbidden/],
  ['a free JSON database', { dbWorkload: 'AJD' }, /AJD/],
  ['more compute for a free one', { computeCount: 4 }, /^403 Forbidden: .*CPU scaling/],
  ['a second terabyte for a free one', { dataStorageSizeInGBs: 2048 }, /^403 Forbidden: .*storage scaling/],
  [
    'a private endpoint for a free one',
    { subnetId: 'ocid1.subnet.oc1..a' },
    /^403 Forbidden: .*private endpoints/,
  ],
  [
    'no wallet and no access list',
    { whitelistedIps: null },
    /^400 InvalidParameter: isMtlsConnectionRequired can be false/,
  ],
  ['an access list of names', { whitelistedIps: ['localhost'] }, /"localhost" is no IP address/],
  ['a wrong type', { isFreeTier: 'yes' }, /^400 InvalidParameter: Unable to process JSON input$/],
  ['a list that is none', { whitelistedIps: '127.0.0.1' }, /Unable to process JSON input/],
  ['a clone', { source: 'DATABASE' }, /^501 NotImplemented/],
  ['a vault', { secretId: 'ocid1.vaultsecret.oc1..a' }, /^501 NotImplemented/],
])('refused at creation: %s', (_what, changes, text) => {
  expect(creation(changes)).toMatch(text);
});

test('no refusal repeats a password', () => {
  expect(creation({ adminPassword: 'My_aDmin_2026' })).not.toContain('My_aDmin');
});

test.each<[string, JsonObject, RegExp]>([
  [
    'mTLS together with the access list',
    { isMtlsConnectionRequired: true, whitelistedIps: ['10.0.0.1'] },
    /in parallel with whitelistedIps/,
  ],
  ['no access list while there is no wallet', { whitelistedIps: [] }, /can be false only with/],
  ['more compute for a free one', { computeCount: 4 }, /^403 Forbidden/],
  ['a weak password', { adminPassword: 'weak' }, /The password must be/],
  ['another name', { dbName: 'OTHER' }, /^501/],
])('refused as an update: %s', (_what, body, text) => {
  expect(update(body)).toMatch(text);
});

test('what stays as it is is no change, and mTLS goes with anything that does not change', () => {
  expect(
    update({ isMtlsConnectionRequired: true, whitelistedIps: ['10.0.0.0/8', '127.0.0.1'], computeCount: 2 }),
  ).toBeUndefined();
  const strict = changedDetails(before, { isMtlsConnectionRequired: true }).details;
  expect(changedDetails(strict, { whitelistedIps: [] }).details.whitelistedIps).toBeNull();
  expect(before.isMtlsConnectionRequired).toBe(false);
});

test('an access list knows addresses, blocks and VCNs', () => {
  for (const entry of ['127.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/32', 'ocid1.vcn.oc1..a'])
    expect(isAccessListEntry(entry)).toBe(true);
  for (const entry of ['', 'localhost', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '300.1.1.1'])
    expect(isAccessListEntry(entry)).toBe(false);
  expect(isAdmitted({ whitelistedIps: null }, '127.0.0.1')).toBe(true);
  expect(isAdmitted({ whitelistedIps: ['127.0.0.0/8'] }, '127.0.0.1')).toBe(true);
  expect(isAdmitted({ whitelistedIps: ['0.0.0.0/0'] }, '127.0.0.1')).toBe(true);
  expect(
    isAdmitted({ whitelistedIps: ['10.0.0.0/8', 'ocid1.vcn.oc1..a;10.0.0.0/8', '::1'] }, '127.0.0.1'),
  ).toBe(false);
});
