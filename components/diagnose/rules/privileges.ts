import type { PrivilegeFacts, SchemaFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import { patternTouches, segmentsOf } from './coverage';
import { roleRules } from './roles';
import { nearestName, type NearName } from './spelling';
import { declaredModules, own, type ApiView } from './view';

type Scope = ApiView['manifest']['scopes'][number];

/** Each declared scope against the privilege of its name: compared with case (facts/ords.md 4). */
export function privilegeRules(view: ApiView, schema: SchemaFacts): Finding[] {
  return view.manifest.scopes.flatMap((scope) => {
    const privilege = schema.privileges.find(({ name }) => name === scope.name);
    if (!privilege) return [missingPrivilege(view, schema, scope)];
    return [...patternRules(view, schema, scope, privilege), ...roleRules(view, schema, scope, privilege)];
  });
}

/** The privilege that a scope without one was probably meant to have. */
function misspelt(view: ApiView, schema: SchemaFacts, scope: string): NearName | undefined {
  const declared = [view.manifest, ...view.sameSchema].flatMap((manifest) =>
    manifest.scopes.map(({ name }) => name),
  );
  const strangers = schema.privileges.map(({ name }) => name).filter((name) => !declared.includes(name));
  // A token of OCI IAM is asked for with the audience in front, and carries the scope alone (facts/oci-iam.md 2.2).
  const fused = view.manifest.trust.audience + scope;
  if (strangers.includes(fused)) return { name: fused, how: 'by the audience in front of it' };
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
