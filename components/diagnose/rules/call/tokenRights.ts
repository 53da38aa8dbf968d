import type { Finding } from '../../finding';
import { finding, shown, shownList, shownValue } from '../build';
import { isEntra, requestedScopes } from '../providerWords';
import { nearestName } from '../spelling';
import { own } from '../view';
import type { CallView } from './callView';
import { lackingRole, PERSON_FOR_SCOPE } from './entraToken';

/** Whether the token may call what lies at the URL; refused with 401 or 403, which is disputed (facts/ords.md 10). */
export function tokenRightRules(call: CallView): Finding[] {
  return call.profile.roleClaim === null ? scopeRules(call) : roleRules(call, call.profile.roleClaim);
}

/** Undefined: nobody can tell. */
export function isAuthorised(call: CallView): boolean | undefined {
  const { place, token, profile } = call;
  if (token.form !== 'jwt') return undefined;
  if (profile.roleClaim !== null) {
    const { needed } = place;
    const roles = rolesOf(call, profile.roleClaim);
    return needed?.every((privilege) => privilege.roles.length === 0 || meets(privilege.roles, roles));
  }
  const names = neededNames(call);
  return names === undefined ? undefined : names.length === 0 || meets(names, scopesOf(call));
}

/** Scope mode: names of privileges in front of the URL that no scope of the token equals. */
export function lackingScopes(call: CallView): string[] {
  if (call.profile.roleClaim !== null) return [];
  const scopes = scopesOf(call);
  return (neededNames(call) ?? []).filter((name) => !scopes.includes(name));
}

/** Scopes in a text, or in a list: `scp` as a list has no source, and reading it either way names the right scope. */
export function scopesOf({ token }: CallView): string[] {
  const claim = own(token.claims, 'scope') ?? own(token.claims, 'scp');
  if (typeof claim === 'string') return claim.split(' ').filter((scope) => scope !== '');
  return Array.isArray(claim) ? claim.filter((scope) => typeof scope === 'string') : [];
}

/** Privileges that ORDS asks for; those that the values declare where ORDS was not read. */
function neededNames({ place }: CallView): readonly string[] | undefined {
  if (place.needed) return place.needed.map(({ name }) => name);
  return place.declaredScopes.length > 0 ? place.declaredScopes : undefined;
}

function scopeRules(call: CallView): Finding[] {
  const names = neededNames(call) ?? [];
  if (names.length === 0) return [];
  const { manifest } = call.view;
  const scopes = scopesOf(call);
  const common = { subject: { api: manifest.api, kind: 'token' as const }, field: 'scope' };
  const remedy = `request the token with scope ${requestedScopes(call.view, names)}, and grant it to the client`;
  if (scopes.length === 0)
    return [
      finding('token.scope_missing', {
        ...common,
        expected: shownList(names),
        found: shownValue(own(call.token.claims, 'scope') ?? own(call.token.claims, 'scp')),
        remedy: isEntra(call.view) ? `${PERSON_FOR_SCOPE}; ${remedy}` : remedy,
      }),
    ];
  const lacking = lackingScopes(call);
  if (lacking.length === 0) return [];
  const near = lacking.map((name) => nearestName(name, scopes)).find((entry) => entry !== undefined);
  const some = lacking.length < names.length;
  return [
    finding('token.scope', {
      ...common,
      // Whether one of several privileges is enough has no source (facts/ords.md 4).
      ...(some && {
        severity: 'warning' as const,
        summary: 'the token has the scope of one privilege that covers the URL, but not of every one',
      }),
      expected: shownList(lacking),
      found: shownList(scopes) + (near ? `; ${shown(near.name)} differs ${near.how}` : ''),
      remedy,
    }),
  ];
}

/** Any one role of a privilege suffices; a privilege without roles asks for the claim alone (facts/ords.md 4). */
function roleRules(call: CallView, pointer: string): Finding[] {
  const claim = resolvePointer(call.token.claims, pointer);
  const roles = rolesOf(call, pointer);
  const unmet = (call.place.needed ?? []).filter((privilege) =>
    privilege.roles.length === 0 ? claim === undefined : !meets(privilege.roles, roles),
  );
  const absent = claim === undefined && call.place.needed === undefined;
  if (unmet.length === 0 && !absent) return [];
  const wanted = [...new Set(unmet.flatMap((privilege) => privilege.roles))];
  const machine = claim === undefined && isOfMachine(call);
  return [
    finding('token.roles', {
      ...(machine && {
        summary: 'the token is of a machine, which has no groups: in role mode only people are let in',
      }),
      subject: { api: call.view.manifest.api, kind: 'token' },
      field: pointer,
      expected: `a list at ${shown(pointer)} with one of ${shownList(wanted, 'the roles of the privilege')}`,
      found: shownValue(claim),
      remedy: machine
        ? `have a person sign in: the refusal of this token is as it should be; machines need an API in scope mode`
        : `assign ${shownList(wanted, 'such a role')} to the caller in the identity provider, and have it write them into ${shown(pointer)}`,
      ...(isEntra(call.view) && lackingRole(call, wanted)),
    }),
  ];
}

/** By what OCI IAM writes into tokens of client_credentials; its custom claims are about users (facts/oci-iam.md 2.3, 2.6). */
function isOfMachine({ token }: CallView): boolean {
  return own(token.claims, 'sub_type') === 'client';
}

function rolesOf({ token }: CallView, pointer: string): string[] {
  const claim = resolvePointer(token.claims, pointer);
  return Array.isArray(claim) ? claim.filter((role) => typeof role === 'string') : [];
}

/** What a JSON pointer leads to (RFC 6901). */
export function resolvePointer(claims: Readonly<Record<string, unknown>>, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, step) => {
      if (typeof value !== 'object' || value === null) return undefined;
      return own(value as Record<string, unknown>, step);
    }, claims);
}

function meets(wanted: readonly string[], held: readonly string[]): boolean {
  return wanted.some((name) => held.includes(name));
}
