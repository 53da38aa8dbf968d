import type { BrokenConfiguration } from '../support/configuration';
import { block, enableSql, profileSql } from '../support/ordsSql';
import { Place } from '../support/place';
import { ROLE_MODE } from '../support/shape';

/** The values name one schema for the profile, and the alias of another one. */
function throughNeighbour(): BrokenConfiguration {
  let neighbour: Place | undefined;
  return {
    name: 'the profile in another schema than the URL selects',
    seen: 401,
    finding: 'ords.profile.other_schema',
    shape: { administrator: true },
    break: async (place) => {
      neighbour = await Place.make(place.bench);
    },
    alias: () => neighbour?.alias ?? '',
    declare: (manifest) => ({
      ...manifest,
      ords: { ...manifest.ords, schemaAlias: neighbour?.alias ?? '' },
    }),
  };
}

/** A schema has one profile, whichever of the two APIs it is for. */
function twoClaim(): BrokenConfiguration {
  let other: Place | undefined;
  return {
    name: 'two APIs that claim the one profile of a schema',
    seen: 401,
    finding: 'ords.profile.contested',
    namedBy: 'drift',
    break: async (place) => {
      other = await Place.make(place.bench, { audience: 'https://billing.example.com/' });
    },
    beside: (place) => (other ? [{ ...other.manifest(), ords: place.manifest().ords }] : []),
    token: async () => (await other?.request()) ?? '',
  };
}

/** Schema and profile. facts/ords.md 1 and 11. */
export const SCHEMA: readonly BrokenConfiguration[] = [
  {
    name: 'a schema that is no longer enabled',
    seen: 404,
    finding: 'ords.schema.not_enabled',
    break: (place) => place.calls(enableSql(place.schema, place.alias, false)),
  },
  {
    name: 'a schema that was never enabled',
    seen: 404,
    finding: 'ords.schema.not_enabled',
    break: (place) => place.calls(`ords.drop_rest_for_schema(p_schema => '${place.schema}');`),
  },
  {
    name: 'a schema under another alias than the URL uses',
    seen: 404,
    finding: 'ords.schema.alias',
    break: (place) =>
      place.calls(
        enableSql(place.schema, place.alias, false),
        enableSql(place.schema, `${place.alias}_v2`, true),
      ),
  },
  {
    name: 'a schema without a profile',
    seen: 401,
    finding: 'ords.profile.missing',
    break: (place) => place.calls('ords_security.delete_jwt_profile;'),
  },
  {
    name: 'a profile that was created in a neighbour schema by mistake',
    seen: 401,
    finding: 'ords.profile.missing',
    break: async (place) => {
      await place.calls('ords_security.delete_jwt_profile;');
      const neighbour = await Place.make(place.bench);
      await neighbour.sql(block(profileSql(place.profile())));
    },
  },
  throughNeighbour(),
  twoClaim(),
  {
    name: 'a profile in scope mode where role mode is declared',
    seen: 401,
    finding: 'ords.profile.mode',
    shape: ROLE_MODE,
    break: (place) => place.trust({ roleClaim: null }),
    token: { claims: { scope: null } },
  },
  {
    name: 'a profile in role mode where scope mode is declared',
    seen: 401,
    finding: 'ords.profile.mode',
    break: (place) => place.trust({ roleClaim: '/roles' }),
  },
  {
    name: 'a profile whose role claim is another one',
    seen: 401,
    finding: 'ords.profile.mode',
    shape: ROLE_MODE,
    break: (place) => place.trust({ roleClaim: '/groups' }),
    token: {},
  },
  {
    name: 'an allowed skew of 0 where none is declared',
    seen: 'works',
    finding: 'ords.profile.skew_zero',
    break: (place) => place.trust({ allowedSkew: 0 }),
  },
  {
    name: 'another skew than the declared one',
    seen: 'works',
    finding: 'ords.profile.skew',
    shape: { allowedSkew: 30 },
    break: (place) => place.trust({ allowedSkew: 5 }),
  },
  {
    name: 'another age than the declared one',
    seen: 'works',
    finding: 'ords.profile.age',
    shape: { allowedAge: 86_400 },
    break: (place) => place.trust({ allowedAge: 90_000 }),
  },
  {
    name: 'an allowed age below the life of a token',
    seen: 'works',
    finding: 'ords.profile.age_too_small',
    shape: { allowedAge: 600 },
  },
];
