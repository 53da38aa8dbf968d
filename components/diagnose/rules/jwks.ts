import type { FindingCode } from '../catalogue';
import type { JwksFacts, KeyFacts } from '../facts';
import type { Finding } from '../finding';
import { fetchesTheSame } from './address';
import { finding, shown, shownList } from './build';
import { ACCEPTED_ALGORITHMS } from './identityProvider';
import { isOciIam } from './providerWords';
import { valueOf, type ApiView } from './view';

/** Bits of an RSA modulus (facts/ords.md 8). */
const SMALLEST_KEY = 2048;
const LARGEST_KEY = 4096;
/** Bytes: the setting's default by the list of settings, and by the guide; the two disagree (facts/ords.md 9). */
const LIMIT_BY_SETTINGS = 100_000;
const LIMIT_BY_GUIDE = 10_000;

type Failure = Exclude<JwksFacts['outcome'], 'keys'>;

const FAILURES: Readonly<Record<Failure, readonly [FindingCode, string]>> = {
  unreachable: ['jwks.unreachable', 'make the host reachable from ORDS (name, port, firewall)'],
  timeout: ['jwks.timeout', 'make it answer within 5 seconds: ORDS waits no longer'],
  untrusted: ['jwks.untrusted', 'have it serve a certificate that ORDS trusts'],
  status: ['jwks.status', 'make it answer with 200'],
  needs_sign_in: ['jwks.needs_sign_in', 'make the keys public: ORDS fetches them without signing in'],
  redirect: ['jwks.redirect', 'write the address that it redirects to into the program as JWKS URL'],
  not_json: ['jwks.not_json', 'write the address of the JSON Web Key Set, not of a page'],
  no_keys_member: ['jwks.no_keys', 'write the address of a JSON Web Key Set: it has a member keys'],
  too_large: ['jwks.too_large', `serve fewer keys: ORDS reads ${LIMIT_BY_SETTINGS} bytes by default`],
  not_https: ['jwks.not_https', 'write an https address: ORDS refuses any other'],
};

/** Public access is off in every new domain (facts/oci-iam.md 2.5). */
const OPEN_THE_DOMAIN =
  'set publicSigningCertificate: true in ociIam({ ... }) and run pulumi up; by hand: the domain, Settings > Access signing certificate > Configure client access, then save';

/**
 * The keys behind the declared JWKS URL. A profile with another URL is a finding of its own, which says all that is to be
 * said about that URL; `:443` makes no other one.
 */
export function jwksRules(view: ApiView): Finding[] {
  const declared = view.manifest.trust.jwksUrl;
  const sets = valueOf(view.sides.identityProvider.jwks) ?? [];
  const set =
    sets.find(({ url }) => url === declared) ?? sets.find(({ url }) => fetchesTheSame(url, declared));
  return set ? judgeJwks(view, set) : [];
}

/** Whether ORDS can verify signatures with it (facts/ords.md 8). */
export function isUsableKey(key: KeyFacts): boolean {
  return isRsaForSigning(key) && !isOutsideSize(key);
}

export function isOutsideSize({ bits }: KeyFacts): boolean {
  return bits !== undefined && (bits < SMALLEST_KEY || bits > LARGEST_KEY);
}

function isRsaForSigning({ kid, kty, use, alg }: KeyFacts): boolean {
  const algorithm = alg === undefined || ACCEPTED_ALGORITHMS.includes(alg);
  return kty === 'RSA' && (use === undefined || use === 'sig') && algorithm && Boolean(kid);
}

function judgeJwks(view: ApiView, set: JwksFacts): Finding[] {
  const common = {
    subject: { api: view.manifest.api, kind: 'jwks' as const, name: set.url },
    field: 'jwksUrl',
  };
  if (set.outcome !== 'keys') {
    const [code, general] = FAILURES[set.outcome];
    const remedy = code === 'jwks.needs_sign_in' && isOciIam(view) ? OPEN_THE_DOMAIN : general;
    return [
      finding(code, {
        ...common,
        expected: 'a JSON Web Key Set, public and with status 200',
        found: set.detail === undefined ? set.outcome.replaceAll('_', ' ') : shown(set.detail),
        remedy: `${remedy}; try it: curl -i ${shown(set.url)}`,
      }),
    ];
  }
  return [...sizeRule(common, set.bytes), ...keyRules(common, set.keys)];
}

type Common = Pick<Parameters<typeof finding>[1], 'subject' | 'field'>;

function sizeRule(common: Common, bytes: number): Finding[] {
  if (bytes <= LIMIT_BY_GUIDE) return [];
  return [
    finding('jwks.too_large', {
      ...common,
      // Either limit may be the true one: between them it is a warning.
      ...(bytes <= LIMIT_BY_SETTINGS && {
        severity: 'warning' as const,
        summary: 'the JWKS is larger than one of the two limits that ORDS documents',
      }),
      expected: `at most ${bytes <= LIMIT_BY_SETTINGS ? LIMIT_BY_GUIDE : LIMIT_BY_SETTINGS} bytes`,
      found: `${bytes} bytes`,
      remedy: 'serve fewer keys, or raise security.jwks.size of ORDS',
    }),
  ];
}

function keyRules(common: Common, keys: readonly KeyFacts[]): Finding[] {
  if (keys.length === 0)
    return [
      finding('jwks.no_keys', {
        ...common,
        expected: 'at least one key',
        found: 'none',
        remedy: 'publish the signing key at this address',
      }),
    ];
  const outside = keys.filter((key) => isRsaForSigning(key) && isOutsideSize(key));
  if (outside.length > 0)
    return [
      finding('jwks.weak_key', {
        ...common,
        field: 'keys',
        expected: `${SMALLEST_KEY} to ${LARGEST_KEY} bits`,
        found: outside.map(({ kid, bits }) => `${shown(kid ?? '')}: ${bits} bits`).join(', '),
        remedy: 'rotate the signing key to an RSA key of 2048 bits under a new kid',
      }),
    ];
  if (keys.some(isUsableKey)) return [];
  return [
    finding('jwks.no_usable_key', {
      ...common,
      field: 'keys',
      expected: `an RSA key with a kid for ${ACCEPTED_ALGORITHMS.join(', ')}`,
      found: shownList(keys.map(describeKey)),
      remedy: 'sign with an RSA key of 2048 bits and algorithm RS256',
    }),
  ];
}

function describeKey({ kid, kty, use, alg }: KeyFacts): string {
  return [kty ?? 'no kty', alg, use === 'enc' ? 'for encryption' : undefined, kid ? undefined : 'without kid']
    .filter((part) => part !== undefined)
    .join(' ');
}
