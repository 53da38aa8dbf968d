import type { PrivilegeFacts, SchemaFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import { patternTouches, segmentsOf } from './coverage';
import { nearestName } from './spelling';
import { declaredModules, own, type ApiView } from './view';

type Scope = ApiView['manifest']['scopes'][number];

/** Each declared scope against the privilege of its name: compared with case (facts/ords.md 4). */
export function privilegeRules(view: ApiView, schema: SchemaFacts): Finding[] {
  return view.manifest.scopes.flatMap((scope) => {
    const privilege = schema.privileges.find(({ name }) => name === scope.name);
    if (!privilege) return [missingPrivilege(view, schema, scope)];
    return [...patternRules(view, schema, scope, privilege), ...roleRules(view, scope, privilege)];
  });
}

/** The privilege that a scope without one was probably meant to have. */
function misspelt(view: ApiView, schema: SchemaFacts, scope: string) {
  const declared = [view.manifest, ...view.sameSchema].flatMap((manifest) =>
    manifest.scopes.map(({ name }) => name),
  );
  const strangers = schema.privileges.map(({ name }) => name).filter((name) => !declared.includes(name));
  return nearestName(scope, strangers);
}

function missingPrivilege(view: ApiView, schema: SchemaFacts, scope: Scope): Finding {
  const near = misspelt(view, schema, scope.name);
  const common = { subject: view.subject('privilege', scope.name), field: 'name' };
  if (near)
    return finding('ords.privilege.spelling', {
      ...common,
      summary: `the privilege differs from its scope ${near.how}; ORDS compares with case`,
      expected: shown(scope.name),
      found: shown(near.name),
      remedy: `run pulumi up --refresh, which defines ${shown(scope.name)}; then delete ${shown(near.name)} if nothing else uses it`,
    });
  return finding('ords.privilege.missing', {
    ...common,
    expected: shown(scope.name),
    found: shownList(schema.privileges.map(({ name }) => name)),
    remedy: 'run pulumi up --refresh, which defines the privilege',
  });
}

function patternRules(
  view: ApiView,
  schema: SchemaFacts,
  scope: Scope,
  privilege: PrivilegeFacts,
): Finding[] {
  const subject = view.subject('privilege', scope.name);
  const missing = scope.patterns.filter((pattern) => !privilege.patterns.includes(pattern));
  const undeclared = privilege.patterns.filter((pattern) => !scope.patterns.includes(pattern));
  const idle = scope.patterns.filter(
    (pattern) => privilege.patterns.includes(pattern) && coversNothing(view, schema, pattern),
  );
  return [
    ...missing.map((pattern) =>
      finding('ords.privilege.patterns', {
        subject,
        field: 'patterns',
        expected: shown(pattern),
        found: shownList(privilege.patterns),
        remedy: `run pulumi up --refresh, which adds the pattern ${shown(pattern)}`,
      }),
    ),
    ...undeclared.map((pattern) =>
      finding('ords.privilege.patterns_undeclared', {
        subject,
        field: 'patterns',
        expected: shownList(scope.patterns),
        found: shown(pattern),
        remedy: `add ${shown(pattern)} to the patterns of scope ${shown(scope.name)} in the program, or run pulumi up --refresh, which removes it`,
      }),
    ),
    ...idle.map((pattern) =>
      finding('ords.privilege.covers_nothing', {
        subject,
        field: 'patterns',
        expected: 'a pattern below the schema alias that covers a template',
        found: shown(pattern),
        remedy: `correct the pattern in the program: the modules of the schema begin with ${shownList(
          schema.modules.map(({ basePath }) => `/${segmentsOf(basePath).join('/')}`),
          'nothing, there are none',
        )}`,
      }),
    ),
  ];
}

/** A pattern whose module is missing, or is somewhere else than declared, is not itself at fault. */
function coversNothing({ manifest }: ApiView, schema: SchemaFacts, pattern: string): boolean {
  if (patternTouches(pattern, schema.modules)) return false;
  return !declaredModules(manifest).some((name) => {
    const declared = own(manifest.ords.modules, name);
    const live = schema.modules.find((module) => module.name === name);
    if (!declared) return false;
    return patternTouches(pattern, [
      { name, basePath: declared.basePath, status: '', templates: live?.templates ?? ['.', ':any*'] },
    ]);
  });
}

function roleRules(view: ApiView, scope: Scope, { roles }: PrivilegeFacts): Finding[] {
  const common = { subject: view.subject('privilege', scope.name), field: 'roles' };
  if (view.manifest.trust.authorisation.mode === 'scope')
    return roles.length === 0
      ? []
      : [
          finding('ords.privilege.roles', {
            ...common,
            expected: 'none',
            found: shownList(roles),
            remedy: 'run pulumi up --refresh, which takes the roles away: in scope mode a token carries none',
          }),
        ];
  const { roles: declared } = scope;
  if (roles.length === 0)
    return [
      finding('ords.privilege.no_roles', {
        ...common,
        expected: declared === undefined ? 'at least one role' : shownList(declared),
        found: 'none',
        remedy:
          declared === undefined
            ? `give the privilege the role that callers must have: redefine ${shown(scope.name)} with it in p_roles`
            : 'run pulumi up --refresh, which gives it the roles',
      }),
    ];
  // A manifest need not say which.
  if (declared === undefined) return [];
  return [
    ...declared
      .filter((role) => !roles.includes(role))
      .map((role) =>
        finding('ords.privilege.roles_missing', {
          ...common,
          expected: shown(role),
          found: shownList(roles),
          remedy: `run pulumi up --refresh, which adds the role ${shown(role)}`,
        }),
      ),
    ...roles
      .filter((role) => !declared.includes(role))
      .map((role) =>
        finding('ords.privilege.roles_undeclared', {
          ...common,
          expected: shownList(declared),
          found: shown(role),
          remedy: `add ${shown(role)} to the roles of scope ${shown(scope.name)} in the program, or run pulumi up --refresh, which removes it`,
        }),
      ),
  ];
}
