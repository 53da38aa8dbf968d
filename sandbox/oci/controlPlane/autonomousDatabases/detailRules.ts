import { invalidParameter } from '../serviceError';
import { isAccessListEntry } from './accessList';
import type { Details } from './record';

/** facts/pulumi.md 7: `DW` and `23ai` end with December 2026. */
const ALLOWED: Readonly<Partial<Record<keyof Details, readonly string[]>>> = {
  computeModel: ['ECPU', 'OCPU'],
  dbVersion: ['19c', '26ai'],
  dbWorkload: ['AJD', 'APEX', 'LH', 'OLTP'],
  licenseModel: ['BRING_YOUR_OWN_LICENSE', 'LICENSE_INCLUDED'],
};

/** What holds at creation and after each change. Throws ServiceError. [?] texts: only the rules are documented. */
export function checkCommonRules(details: Details): void {
  for (const [name, allowed] of Object.entries(ALLOWED)) {
    if (!allowed?.includes(String(details[name])))
      throw invalidParameter(
        `Invalid ${name} ${JSON.stringify(details[name])}. Allowed values: ${allowed?.join(', ')}.`,
      );
  }
  const stranger = details.whitelistedIps?.find((entry) => !isAccessListEntry(entry.split(';')[0] ?? ''));
  if (stranger !== undefined)
    throw invalidParameter(
      `whitelistedIps: ${JSON.stringify(stranger)} is no IP address, CIDR block or VCN.`,
    );
  if (!details.isMtlsConnectionRequired && details.whitelistedIps === null)
    throw invalidParameter(
      'isMtlsConnectionRequired can be false only with an access control list (whitelistedIps) or a private endpoint.',
    );
}
