import { isIP, isIPv4 } from 'node:net';
import type { Problem } from '../../problem';
import { quote } from '../../rules/text';

const VCN = /^ocid1\.vcn\.[\w.-]+$/;
const IPV4_BITS = 32;
const IPV6_BITS = 128;
const FIELD = 'whitelistedIps';

interface Access {
  /** Texts of the list that are known; `undefined` where there is no list. */
  readonly list: readonly string[] | undefined;
  /** Whether there are further entries, not known yet. */
  readonly hasUnknown: boolean;
  readonly hasWallet: boolean;
  readonly hasSubnet: boolean;
}

/** Who may connect: TLS without a wallet is offered only where something else limits that (facts/pulumi.md 7). */
export function checkAccess({ list, hasUnknown, hasWallet, hasSubnet }: Access): Problem[] {
  const isRemoval = !hasUnknown && list?.length === 1 && list[0] === '';
  const isEmpty = !hasUnknown && (list === undefined || list.length === 0 || isRemoval);
  if (isEmpty) return hasWallet || hasSubnet ? [] : [unlimited()];
  const entries = list ?? [];
  return [
    ...entries.filter((entry) => !isEntry(entry)).map(notAnEntry),
    ...(hasWallet || hasSubnet ? [] : entries.filter(isEverybody).map(everybody)),
  ];
}

/** An address, a block, a VCN, or a VCN with addresses behind a semicolon. */
export function isEntry(entry: string): boolean {
  const [first = '', ...inside] = entry.split(';');
  if (!VCN.test(first)) return inside.length === 0 && isBlock(first);
  return inside.every(isBlock);
}

function isBlock(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  return (
    bits === undefined ||
    (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv4(address) ? IPV4_BITS : IPV6_BITS))
  );
}

/** `0.0.0.0/0`, `::/0`, and halves of these, which are written in pairs. */
function isEverybody(entry: string): boolean {
  const [, bits] = entry.split('/');
  return isBlock(entry) && bits !== undefined && Number(bits) <= 1;
}

function unlimited(): Problem {
  return {
    code: 'adb.access.unlimited',
    severity: 'error',
    field: FIELD,
    summary: 'names nobody, and without a wallet or a subnet the service offers no TLS without a wallet',
    expected: 'the addresses that may connect, such as ["203.0.113.7", "10.0.0.0/16"]',
    remedy: 'give whitelistedIps, or wallet: { password } for mutual TLS',
  };
}

function notAnEntry(entry: string): Problem {
  return {
    code: 'adb.access.entry',
    severity: 'error',
    field: FIELD,
    summary: 'has an entry that is no address',
    found: quote(entry),
    expected: 'an IP address, a CIDR block, the OCID of a VCN, or "ocid1.vcn...;10.0.0.0/16"',
    remedy: 'correct the entry; one entry for each address',
  };
}

function everybody(entry: string): Problem {
  return {
    code: 'adb.access.everybody',
    severity: 'warning',
    field: FIELD,
    summary: 'lets every address in, so that only passwords protect the database',
    found: quote(entry),
    expected: 'the addresses that need it',
    remedy: 'list them, or use wallet: { password }',
  };
}
