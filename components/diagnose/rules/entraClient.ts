import { MAKE_AGAIN } from '../adoptedWords';
import type { EntraClientFacts } from '../entraFacts';
import type { Finding } from '../finding';
import { finding } from './build';
import type { ApiView } from './view';

const DAY = 86_400;
/** Days before the end of the last secret: time for whoever holds it to be given the next one. */
const SOON = 30;

const NEW_SECRET =
  'set secretEndDate of entra({ ... }) to a later date and run pulumi up: each client gets a new secret, which has to reach whoever uses it';

/** A later end would give every client a new one; what is gone alone, a refresh sees. */
const LOST_SECRET =
  'run pulumi up --refresh, which makes it again; its value is a new one, which has to reach whoever uses it';

/** The application of a client, what it may do aside (facts/entra.md 2.3). */
export function entraClientRules(view: ApiView, key: string, entra: EntraClientFacts): Finding[] {
  const subject = { api: view.manifest.api, kind: 'client' as const, name: key };
  return [
    ...(entra.hasPrincipal
      ? []
      : [
          finding('idp.client.no_principal', {
            subject,
            field: 'servicePrincipal',
            expected: 'a service principal of its application',
            found: 'none',
            remedy: `${MAKE_AGAIN}, which creates it and assigns its roles again`,
          }),
        ]),
    ...secretRule(view, subject, entra),
  ];
}

/** One valid secret is enough; whether it is the one that is in use, nobody can tell: Graph shows none. */
function secretRule(
  { now }: ApiView,
  subject: Finding['subject'],
  { secretEnds }: EntraClientFacts,
): Finding[] {
  const common = { subject, field: 'secretEndDate', remedy: NEW_SECRET };
  const [last] = [...secretEnds].sort((a, b) => Date.parse(b) - Date.parse(a));
  if (last === undefined)
    return [
      finding('idp.client.secret_expired', {
        ...common,
        expected: 'a client secret',
        found: 'none',
        remedy: LOST_SECRET,
      }),
    ];
  const left = Date.parse(last) / 1_000 - now;
  if (left <= 0)
    return [
      finding('idp.client.secret_expired', {
        ...common,
        expected: 'a secret that is still valid',
        found: `the last one ended ${last}; token requests are refused (AADSTS7000222)`,
      }),
    ];
  if (left >= SOON * DAY) return [];
  const days = Math.floor(left / DAY);
  return [
    finding('idp.client.secret_ends', {
      ...common,
      expected: `a secret that is valid for ${SOON} days or more`,
      found: `the last one ends ${last}, in ${days === 1 ? '1 day' : `${days} days`}`,
    }),
  ];
}
