import { memberTypes } from '../../idp/entraMode';
import { isForPeople } from '../../idp/identityProvider';
import { rolesOf } from '../../rules/roles';
import type { EntraApiFacts, PermissionFacts } from '../entraFacts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import type { ApiView } from './view';

type Scope = ApiView['manifest']['scopes'][number];

interface Kind {
  readonly name: 'app role' | 'permission scope';
  readonly live: readonly PermissionFacts[];
}

/**
 * App roles and permission scopes against what is declared: in role mode a role for each role of a scope, and for people, who ask for
 * it by name, a permission scope for each scope (facts/entra.md 2.1, 3).
 */
export function entraPermissionRules(view: ApiView, entra: EntraApiFacts): Finding[] {
  const { manifest } = view;
  const roles: Kind = { name: 'app role', live: entra.roles };
  const scopes: Kind = { name: 'permission scope', live: entra.scopes };
  const roleMode = manifest.trust.authorisation.mode === 'role';
  const people = Object.values(manifest.clients).some(isForPeople);
  return [
    ...manifest.scopes.flatMap((scope) => [
      ...(roleMode
        ? rolesOf(scope.name, scope).flatMap((role) => [
            ...missing(view, scope, role, roles),
            ...members(view, scope, role, entra),
          ])
        : []),
      ...(people || !roleMode ? missing(view, scope, scope.name, scopes) : []),
    ]),
    ...undeclared(view, entra),
  ];
}

function missing(view: ApiView, scope: Scope, value: string, { name, live }: Kind): Finding[] {
  const found = live.find((one) => one.value === value);
  if (found?.enabled) return [];
  return [
    finding('idp.scope.missing', {
      subject: subject(view, scope),
      field: name === 'app role' ? 'appRoles' : 'oauth2PermissionScopes',
      summary: found
        ? `a declared ${name} is disabled, so that no token carries it`
        : `a declared ${name} is not in the application of the API`,
      expected: shown(value),
      found: found ? `${shown(value)}, disabled` : shownList(live.map((one) => one.value)),
      remedy: `run pulumi up --refresh, which ${found ? 'enables' : 'adds'} the ${name} ${shown(value)}`,
    }),
  ];
}

function members(view: ApiView, scope: Scope, value: string, { roles }: EntraApiFacts): Finding[] {
  const role = roles.find((one) => one.value === value);
  if (!role?.enabled) return [];
  const needed = memberTypes(view.manifest.clients);
  const lacking = needed.filter((type) => !role.memberTypes.includes(type));
  if (lacking.length === 0) return [];
  const who = lacking.includes('Application') ? 'machines' : 'people';
  return [
    finding('idp.role.member_types', {
      subject: subject(view, scope),
      field: 'allowedMemberTypes',
      summary: `an app role cannot be given to ${who}, who need it`,
      expected: shownList(needed),
      found: `${shownList(role.memberTypes)} for ${shown(value)}`,
      remedy: `run pulumi up --refresh, which lets the app role ${shown(value)} be given to ${shownList(lacking)} and assigns it`,
    }),
  ];
}

function undeclared(view: ApiView, { roles, scopes }: EntraApiFacts): Finding[] {
  const { manifest, sameAudience } = view;
  const declared = [manifest, ...sameAudience].flatMap((one) => one.scopes);
  const known = new Set(declared.flatMap((scope) => [scope.name, ...(scope.roles ?? [])]));
  const live = [...roles, ...scopes].filter(({ enabled }) => enabled).map(({ value }) => value);
  return [...new Set(live)]
    .filter((value) => value !== '' && !known.has(value))
    .map((value) =>
      finding('idp.scope.undeclared', {
        subject: { api: manifest.api, kind: 'scope', name: value },
        field: 'scopes',
        expected: shownList([...known]),
        found: shown(value),
        remedy: `declare ${shown(value)} under scopes in the program, or run pulumi up --refresh, which removes it from the application of the API`,
      }),
    );
}

function subject({ manifest }: ApiView, { name }: Scope) {
  return { api: manifest.api, kind: 'scope' as const, name };
}
