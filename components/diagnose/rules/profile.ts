import { isPoolTrusted } from '../../manifest';
import type { ProfileFacts, SchemaFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import { profileTimeRules } from './profileTimes';
import { aliasIsRight, schemaOfAlias } from './schema';
import { trustRules, trusts } from './trust';
import type { ApiView } from './view';

/** The JWT profile of the schema that the URL selects (facts/ords.md 1, 11). In pool mode ORDS ignores it, whatever it says. */
export function profileRules(view: ApiView, schema: SchemaFacts): Finding[] {
  if (isPoolTrusted(view.manifest)) return [];
  const contested = contestedRule(view);
  const selected = selectedElsewhere(view, schema);
  const profile = schema.profile;
  if (profile === null) return [...contested, ...(selected.length > 0 ? selected : [missing(view)])];
  return [...contested, ...selected, ...profileValueRules(view, profile)];
}

/** What the profile says, whichever URL leads to it. */
export function profileValueRules(view: ApiView, profile: ProfileFacts): Finding[] {
  // Then the fight is the finding: on the next `up` of the other one the differences would turn round.
  if (view.sameSchema.some((rival) => trusts(profile, rival.trust)) && !trusts(profile, view.manifest.trust))
    return [];
  return [...trustRules(view, profile), ...modeRule(view, profile), ...profileTimeRules(view, profile)];
}

function missing(view: ApiView): Finding {
  const { ords, trust } = view.manifest;
  return finding('ords.profile.missing', {
    subject: view.subject('profile', ords.schema),
    field: 'profile',
    expected: `a JWT profile with issuer ${shown(trust.issuer)} and audience ${shown(trust.audience)}`,
    found: 'none',
    remedy: 'run pulumi up --refresh, which creates the JWT profile',
  });
}

function contestedRule(view: ApiView): Finding[] {
  const { manifest, sameSchema } = view;
  if (sameSchema.length === 0) return [];
  return [
    finding('ords.profile.contested', {
      subject: view.subject('profile', manifest.ords.schema),
      field: 'profile',
      expected: 'one API for a schema',
      found: shownList([manifest.api, ...sameSchema.map((other) => other.api)]),
      remedy:
        'make them one ProtectedApi with more scopes, or give each a schema of its own: a schema has one JWT profile',
    }),
  ];
}

/** The URL selects another schema than the one that has the profile. */
function selectedElsewhere(view: ApiView, schema: SchemaFacts): Finding[] {
  const { manifest, ords } = view;
  if (!ords) return [];
  const { schemaAlias } = manifest.ords;
  const other = aliasIsRight(view, schema) ? undefined : schemaOfAlias(ords, schemaAlias);
  if (other)
    return [
      otherSchema(view, {
        expected: `the schema that ${shown(schemaAlias)} selects: ${shown(other.schema)}`,
        found: schema.profile ? `in ${shown(schema.schema)}` : 'in neither',
        remedy: `set ords.schemaAlias to ${shown(schema.alias ?? '')} in the program and run pulumi up`,
      }),
    ];
  if (schema.profile) return [];
  const strayed = Object.values(ords.schemas).find(
    ({ profile }) => profile && trusts(profile, manifest.trust),
  );
  if (!strayed) return [];
  return [
    otherSchema(view, {
      expected: `in ${shown(schema.schema)}, which the URL selects`,
      found: `in ${shown(strayed.schema)}`,
      remedy: `run pulumi up --refresh, which creates the JWT profile in ${shown(schema.schema)}`,
    }),
  ];
}

function otherSchema(
  view: ApiView,
  parts: { readonly expected: string; readonly found: string; readonly remedy: string },
): Finding {
  return finding('ords.profile.other_schema', {
    subject: view.subject('profile', view.manifest.ords.schema),
    field: 'schema',
    ...parts,
  });
}

/** Scope mode and role mode exclude each other (facts/ords.md 11). */
function modeRule(view: ApiView, { roleClaim }: ProfileFacts): Finding[] {
  // No such column: scope mode on an old ORDS, which rules/environment judges, or a column of an unknown name.
  if (roleClaim === undefined) return [];
  const { authorisation } = view.manifest.trust;
  const declared = authorisation.mode === 'role' ? authorisation.roleClaim : null;
  if (declared === roleClaim || (declared !== null && view.ords?.supportsRoleClaim === false)) return [];
  return [
    finding('ords.profile.mode', {
      subject: view.subject('profile', view.manifest.ords.schema),
      field: 'roleClaim',
      expected: describeMode(declared),
      found: describeMode(roleClaim),
      remedy: `run pulumi up --refresh, which puts the JWT profile into ${describeMode(declared)}`,
    }),
  ];
}

function describeMode(roleClaim: string | null): string {
  return roleClaim === null ? 'scope mode' : `role mode, claim ${shown(roleClaim)}`;
}
