import type { Problem } from '../problem';
import { checkIdentifier, quote } from '../rules/text';

const OCID = /^ocid1\./;
const DOMAIN_OCID = /^ocid1\.domain\./;
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Whether the text names a domain by its OCID; then its URL has to be asked for. */
export function isOcid(text: string): boolean {
  return OCID.test(text);
}

/**
 * The origin of a domain, as every request and the JWKS URL begin with it: no slash at the end, and no `:443`, which `Domain.url` and
 * discovery carry (facts/oci-iam.md 3). A bare host is taken as https, as by the official provider. Undefined where it is no URL.
 */
export function domainOrigin(text: string): string | undefined {
  return parse(text)?.origin;
}

/** A domain given by URL or OCID. A slash at the end and `:443` are no problem: they are left out. */
export function checkDomain(domain: string, field: string): Problem[] {
  const problems = checkIdentifier(domain, { code: 'oci.domain', field });
  if (problems.length > 0) return problems;
  if (isOcid(domain)) return DOMAIN_OCID.test(domain) ? [] : [otherOcid(domain, field)];
  const url = parse(domain);
  if (!url)
    return [problem('not_a_url', field, 'is neither the URL nor the OCID of an identity domain', domain)];
  if (url.username || url.password)
    return [problem('user', field, 'carries a user or a password', undefined, url.origin)];
  if (!/^\/*$/.test(url.pathname) || url.search || url.hash)
    return [problem('path', field, 'carries a path behind the host', domain, url.origin)];
  if (url.protocol !== 'https:')
    return [
      problem(
        'scheme',
        field,
        'is not https; ORDS takes its keys from there and refuses anything else',
        domain,
        `https://${url.host}`,
      ),
    ];
  return [];
}

/** The JWKS URL of a domain. */
export function jwksUrlOf(origin: string): string {
  return `${origin}/admin/v1/SigningCert/jwk`;
}

function parse(text: string): URL | undefined {
  const url = SCHEME.test(text) ? text : `https://${text}`;
  return URL.canParse(url) && new URL(url).origin !== 'null' ? new URL(url) : undefined;
}

function otherOcid(domain: string, field: string): Problem {
  return {
    ...problem('other_ocid', field, 'is the OCID of something else than an identity domain', domain),
    expected: '"ocid1.domain.oc1.." and what follows',
  };
}

function problem(
  name: string,
  field: string,
  summary: string,
  found: string | undefined,
  expected = 'https://idcs-0123456789abcdef0123456789abcdef.identity.oraclecloud.com',
): Problem {
  return {
    code: `oci.domain.${name}`,
    severity: 'error',
    field,
    summary,
    ...(found !== undefined && { found: quote(found) }),
    expected: quote(expected),
    remedy: "copy the Domain URL of the domain's overview page: Identity & Security, Domains",
  };
}
