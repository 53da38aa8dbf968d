import { difference } from '../differences';

/** The two forms of a domain's host: `idcs-<id>.identity.oraclecloud.com`, and with its region (facts/oci-iam.md 3). */
const DOMAIN_HOST =
  /^(idcs-[0-9a-z]+)\.(?:[0-9a-z-]+\.secure\.identity|identity(?:\.[0-9a-z-]+)?)\.oraclecloud\.com$/;

/** `:443` makes no other URL, nor does another form of the host of one identity domain: both answer with the same keys. */
export function fetchesTheSame(left: string, right: string): boolean {
  if (['equal', 'port'].includes(difference(left, right))) return true;
  const [a, b] = [domainPlace(left), domainPlace(right)];
  return a !== undefined && a === b;
}

function domainPlace(url: string): string | undefined {
  // A URL parser would forgive white space, which ORDS does not.
  if (!/^https:\/\/[!-~]+$/.test(url) || !URL.canParse(url)) return undefined;
  const { hostname, port, pathname, search, hash } = new URL(url);
  const [, domain] = DOMAIN_HOST.exec(hostname) ?? [];
  return domain === undefined ? undefined : JSON.stringify([domain, port, pathname, search, hash]);
}
