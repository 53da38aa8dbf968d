import { isPoolTrusted } from '../../manifest';
import { schemaOf } from '../schemaOf';
import { quote } from '../../rules/text';
import type { ApiSides, ProfileFacts, Reading } from '../facts';
import { marked } from './difference';
import { html, type Html } from './escape';

/** One side's value of a row: known, known to be absent, or not known. */
type Side = { readonly value: string } | { readonly none: string } | { readonly unread: string };

interface Row {
  readonly name: string;
  readonly declared: Side;
  readonly provider: Side;
  readonly ords: Side;
}

const NOT_ITS_BUSINESS: Side = { none: '–' };

/** What both sides must agree on, as it is declared and as each side has it; differing characters are marked. */
export function comparison(api: ApiSides): Html {
  return html`<table class="stacks comparison" role="table">
    <caption>
      What is compared, byte for byte
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">Value</th>
        <th role="columnheader" scope="col">Declared</th>
        <th role="columnheader" scope="col">Identity provider</th>
        <th role="columnheader" scope="col">ORDS</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows(api).map(tableRow)}
    </tbody>
  </table>`;
}

function tableRow(row: Row): Html {
  const state = stateOf(row);
  return html`<tr role="row" class="row ${state}">
    <th role="rowheader" scope="row">${row.name} <span class="verdict">${WORDS[state]}</span></th>
    ${cell('Declared', row.declared, row.declared)}${cell('Identity provider', row.provider, row.declared)}${cell('ORDS', row.ords, row.declared)}
  </tr>`;
}

const WORDS = { same: 'same', differs: 'differs', unread: 'not read' } as const;

function stateOf({ declared, provider, ords }: Row): keyof typeof WORDS {
  const sides = [provider, ords].filter((side) => side !== NOT_ITS_BUSINESS);
  const wanted = text(declared);
  if (sides.some((side) => !('unread' in side) && text(side) !== wanted)) return 'differs';
  return sides.some((side) => 'unread' in side) ? 'unread' : 'same';
}

function text(side: Side): string | undefined {
  return 'value' in side ? side.value : 'none' in side ? side.none : undefined;
}

function cell(label: string, side: Side, declared: Side): Html {
  const shown =
    'value' in side
      ? marked(side.value, 'value' in declared ? declared.value : side.value)
      : html`<span class="absent">${'none' in side ? side.none : side.unread}</span>`;
  return html`<td role="cell" data-label="${label}" class="${side === NOT_ITS_BUSINESS && 'none'}">
    ${shown}
  </td>`;
}

function rows(api: ApiSides): Row[] {
  const { manifest, identityProvider } = api;
  const { trust, ords } = manifest;
  const discovery = identityProvider.discovery;
  const profile = profileOf(api);
  const ofProfile = (pick: (facts: ProfileFacts) => Side): Side =>
    side(profile, (facts) => (facts === null ? { none: 'no JWT profile' } : pick(facts)));
  const seconds = (value: number | null): Side =>
    value === null ? { none: 'the setting of ORDS' } : { value: `${String(value)} s` };
  return [
    {
      name: 'Issuer',
      declared: { value: trust.issuer },
      provider: side(discovery, ({ issuer }) => ({ value: issuer })),
      ords: ofProfile(({ issuer }) => ({ value: issuer })),
    },
    {
      name: 'Audience',
      declared: { value: trust.audience },
      provider: side(identityProvider.api, (facts) =>
        facts === null ? { none: 'no such API' } : { value: facts.identifier },
      ),
      ords: ofProfile(({ audience }) => ({ value: audience })),
    },
    {
      name: 'JWKS URL',
      declared: { value: trust.jwksUrl },
      provider: side(discovery, ({ jwksUri }) => ({ value: jwksUri })),
      ords: ofProfile(({ jwkUrl }) => ({ value: jwkUrl })),
    },
    {
      name: 'Authorises by',
      declared: {
        value: authorises(trust.authorisation.mode === 'role' ? trust.authorisation.roleClaim : null),
      },
      provider: NOT_ITS_BUSINESS,
      ords: ofProfile(({ roleClaim }) => ({ value: authorises(roleClaim ?? null) })),
    },
    {
      name: 'Allowed skew',
      declared: seconds(ords.jwtProfile.allowedSkew),
      provider: NOT_ITS_BUSINESS,
      ords: ofProfile(({ allowedSkew }) => seconds(allowedSkew)),
    },
    {
      name: 'Allowed age',
      declared: seconds(ords.jwtProfile.allowedAge),
      provider: NOT_ITS_BUSINESS,
      ords: ofProfile(({ allowedAge }) => seconds(allowedAge)),
    },
    {
      name: 'Schema alias',
      declared: { value: ords.schemaAlias },
      provider: NOT_ITS_BUSINESS,
      ords: side(api.ords, () => {
        const schema = schemaOf(api);
        if (schema === undefined) return { unread: 'not read' };
        return schema.enabled && schema.alias !== null ? { value: schema.alias } : { none: 'not enabled' };
      }),
    },
  ];
}

function authorises(roleClaim: string | null): string {
  return roleClaim === null ? 'scope' : `roles in ${quote(roleClaim)}`;
}

function profileOf(api: ApiSides): Reading<ProfileFacts | null> {
  if (isPoolTrusted(api.manifest)) return { state: 'skipped', reason: 'the pool holds the trust' };
  if (api.ords.state !== 'read') return api.ords;
  const schema = schemaOf(api);
  return schema === undefined
    ? { state: 'skipped', reason: 'the schema was not read' }
    : { state: 'read', value: schema.profile };
}

function side<T>(reading: Reading<T>, pick: (value: T) => Side): Side {
  if (reading.state === 'read') return pick(reading.value);
  return { unread: reading.state === 'skipped' ? 'not looked at' : 'could not be read' };
}
