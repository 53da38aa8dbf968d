import { BlockList, isIP, isIPv4 } from 'node:net';
import type { Details } from './record';

/** A VCN's OCID with addresses behind it: allowed in a list, and no client on loopback comes from there. */
const VCN = /^ocid1\.vcn\./;

/** Whether an entry is an IP address, a CIDR block or a VCN. */
export function isAccessListEntry(entry: string): boolean {
  if (VCN.test(entry)) return true;
  const [address = '', bits, ...more] = entry.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128);
}

/** Whether the access control list lets a client of this address in; no list lets everybody in. */
export function isAdmitted({ whitelistedIps }: Pick<Details, 'whitelistedIps'>, address: string): boolean {
  if (whitelistedIps === null || whitelistedIps.length === 0) return true;
  const list = new BlockList();
  for (const entry of whitelistedIps) {
    const [first = '', bits] = entry.split('/');
    if (isIP(first) === 0) continue;
    const family = isIPv4(first) ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(first, family);
    else list.addSubnet(first, Number(bits), family);
  }
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}
