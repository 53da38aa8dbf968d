import { isPoolTrusted } from '../manifest';
import { schemaOf } from '../diagnose/schemaOf';
import type { Link } from '../diagnose/catalogue';
import type { RefusalFacts, SchemaFacts } from '../diagnose/facts';
import { resolvePointer } from '../diagnose/rules/call/tokenRights';
import { quote } from '../rules/text';
import { count } from './output/layout';

/** What a link without a finding shows: what is there, or why nothing is known. */
export type Detail = { readonly sound: string } | { readonly unknown: string };

const sound = (text: string): Detail => ({ sound: text });
const unknown = (text: string): Detail => ({ unknown: text });

export function soundDetail(link: Link, facts: RefusalFacts): Detail {
  return DETAILS[link](facts);
}

const DETAILS: Readonly<Record<Link, (facts: RefusalFacts) => Detail>> = {
  client: ({ api }) => {
    const { clients, api: resource } = api.identityProvider;
    for (const reading of [resource, clients]) {
      if (reading.state === 'failed') return unknown(reading.failure.message);
      if (reading.state === 'skipped') return unknown(`not looked at, ${reading.reason}`);
    }
    return sound(`${count(Object.keys(api.manifest.clients).length, 'client')} with grants as declared`);
  },
  token: ({ token }) =>
    token.form === 'jwt'
      ? sound(`a JWT of typ ${shown(token.header['typ'])}, alg ${shown(token.header['alg'])}`)
      : unknown('it cannot be read'),
  keys: ({ api, token }) => {
    const { jwks } = api.identityProvider;
    if (jwks.state === 'failed') return unknown(jwks.failure.message);
    if (jwks.state === 'skipped') return unknown(`not looked at, ${jwks.reason}`);
    const keys = jwks.value.reduce((sum, one) => sum + one.keys.length, 0);
    return sound(`${count(keys, 'key')}, kid ${shown(token.header['kid'])}`);
  },
  issuer: (facts) => withProfile(facts, (schema) => sound(shown(schema.profile?.issuer))),
  audience: (facts) => withProfile(facts, (schema) => sound(shown(schema.profile?.audience))),
  signature: ({ token }) => {
    if (token.signature === 'valid') return sound('it fits the key');
    return unknown(token.form === 'jwt' ? 'there was no key to check it with' : 'the token cannot be read');
  },
  times: (facts) =>
    isPoolTrusted(facts.api.manifest) ? times(facts) : withProfile(facts, () => times(facts)),
  schema: (facts) =>
    withSchema(facts, (schema) => sound(`${schema.schema} is enabled as ${shown(schema.alias)}`)),
  profile: (facts) => withProfile(facts, (schema) => sound(`in ${schema.schema}`)),
  privilege: (facts) =>
    withSchema(facts, () => {
      const { claims } = facts.token;
      const { authorisation } = facts.api.manifest.trust;
      const [what, found] =
        authorisation.mode === 'role'
          ? ['role', resolvePointer(claims, authorisation.roleClaim)]
          : ['scope', claims['scope'] ?? claims['scp']];
      const names = [found ?? []].flat().map(shown);
      return names.length === 0
        ? unknown(`the token has no ${what} to look for`)
        : sound(`${what} ${names.join(', ')}`);
    }),
  module: (facts) =>
    withSchema(facts, (schema) => sound(`${count(schema.modules.length, 'module')} in the schema`)),
  environment: ({ api }) =>
    api.ords.state === 'read'
      ? sound(`ORDS ${api.ords.value.version ?? 'of unknown version'}`)
      : unknown(ordsUnread(api.ords)),
};

function withSchema({ api }: RefusalFacts, judge: (schema: SchemaFacts) => Detail): Detail {
  if (api.ords.state !== 'read') return unknown(ordsUnread(api.ords));
  const schema = schemaOf(api);
  return schema === undefined ? unknown('the schema was not read') : judge(schema);
}

function withProfile(facts: RefusalFacts, judge: (schema: SchemaFacts) => Detail): Detail {
  if (isPoolTrusted(facts.api.manifest)) return unknown('the pool holds the trust, which no database shows');
  return withSchema(facts, (schema) => {
    if (schema.profile === null) return unknown('there is no profile to compare with');
    return facts.token.form === 'jwt' ? judge(schema) : unknown('the token cannot be read');
  });
}

function ordsUnread(reading: Exclude<RefusalFacts['api']['ords'], { state: 'read' }>): string {
  return reading.state === 'failed' ? reading.failure.message : `not looked at, ${reading.reason}`;
}

function times({ token, now }: RefusalFacts): Detail {
  const { exp, iat } = token.claims;
  const part = (text: string, value: unknown): string[] =>
    typeof value === 'number' ? [`${text} ${Math.round(Math.abs(now - value))} s`] : [];
  const parts = [...part('issued', iat).map((text) => `${text} ago`), ...part('valid for', exp)];
  return parts.length === 0 ? unknown('the token has no times') : sound(parts.join(', '));
}

/** Longest claim that is shown; a token may carry anything. */
const LONGEST = 120;

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return quote(text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);
}
