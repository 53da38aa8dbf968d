import { neededClaim } from './rules/roles';
import { schemaOf } from './schemaOf';
import type { ApiSides, Reading, Unread } from './facts';

/** The two sides, as a person calls them. */
export type Side = 'identity provider' | 'ORDS';

/** Something that had to be read and could not be: the command cannot tell. */
export interface UnreadPart extends Unread {
  readonly api: string;
  readonly side: Side;
  /** `keys`, `catalogue`. */
  readonly what: string;
}

/** Something that was left out by choice, or for want of a right that is not required. */
export interface SkippedPart {
  readonly api: string;
  readonly side: Side;
  readonly what: string;
  readonly reason: string;
}

export interface Part {
  readonly side: Side;
  readonly what: string;
  readonly reading: Reading<unknown>;
}

/** Everything that is read of an API, in the order in which a person looks at it. */
export function parts(api: ApiSides): Part[] {
  const { identityProvider, ords } = api;
  const schema = schemaOf(api);
  const idp = (what: string, reading: Reading<unknown>): Part => ({
    side: 'identity provider',
    what,
    reading,
  });
  return [
    idp('discovery document', identityProvider.discovery),
    idp('keys', identityProvider.jwks),
    idp('API', identityProvider.api),
    idp('clients and grants', identityProvider.clients),
    // Left out for the same reason as the clients, which is said once.
    ...(identityProvider.orphans.state === 'failed'
      ? [idp('clients with the mark of the stack', identityProvider.orphans)]
      : []),
    ...claimsPart(api).map((reading) => idp('custom claims', reading)),
    { side: 'ORDS', what: 'catalogue', reading: ords },
    ...(schema === undefined
      ? []
      : [
          { side: 'ORDS' as const, what: 'OAuth clients', reading: schema.legacyClients },
          { side: 'ORDS' as const, what: 'uses of OAUTH', reading: schema.legacyPackageUses },
        ]),
  ];
}

/** Where the roles come from a claim that has to be made. Left out for want of a right, it is said once, with the clients. */
function claimsPart({ manifest, identityProvider: { claims, clients } }: ApiSides): Reading<unknown>[] {
  if (claims === undefined || neededClaim(manifest) === undefined) return [];
  return claims.state === 'skipped' && clients.state === 'skipped' ? [] : [claims];
}

/** Without the ORDS side there is nothing to compare with: leaving it out is no answer. */
export function unreadParts(apis: readonly ApiSides[]): UnreadPart[] {
  return apis.flatMap((api) =>
    parts(api).flatMap(({ side, what, reading }) => {
      const at = { api: api.manifest.api, side, what };
      if (reading.state === 'failed') return [{ ...at, ...reading.failure }];
      if (reading.state === 'skipped' && reading === api.ords) return [{ ...at, ...noPassword(api) }];
      return [];
    }),
  );
}

export function skippedParts(apis: readonly ApiSides[]): SkippedPart[] {
  return apis.flatMap((api) =>
    parts(api).flatMap(({ side, what, reading }) =>
      reading.state === 'skipped' && reading !== api.ords
        ? [{ api: api.manifest.api, side, what, reason: reading.reason }]
        : [],
    ),
  );
}

function noPassword({ manifest }: ApiSides): Unread {
  return {
    code: 'cli.ords.no_password',
    message: `there is no password for the database of schema ${manifest.ords.schema}`,
    remedy: 'export ORDS_PASSWORD=... (and ORDS_USER, ORDS_CONNECT_STRING where the manifest names others)',
  };
}
