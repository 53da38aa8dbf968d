import type { ModuleFacts, SchemaFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import { doubtfulTemplates, isPublished, listingPrivileges, openTemplates, patternTouches } from './coverage';
import { protectModule, publishModule } from './statements';
import { own, type ApiView } from './view';

/**
 * Who lets callers into a module. One finding at most: a module that answers everybody is worse than one under a wrong
 * privilege, and a privilege that is missing is a finding of its own.
 */
export function protectionRule(view: ApiView, schema: SchemaFacts, module: ModuleFacts): Finding[] {
  const listing = listingPrivileges(schema, module.name).map(({ name }) => name);
  const scope = scopeOf(view, module.name);
  if (own(view.manifest.ords.modules, module.name)?.public)
    return scope === undefined && listing.length > 0 ? [closed(view, module, listing)] : [];
  const open = openTemplates(schema, module);
  if (open.length > 0) return [isPublic(view, module, open)];
  const doubtful = doubtfulTemplates(schema, module);
  if (doubtful.length > 0) return [mayBePublic(view, module, doubtful)];
  if (scope === undefined || !schema.privileges.some(({ name }) => name === scope)) return [];

  // Two privileges on one module: which of them ORDS asks for has no source (facts/ords.md 4).
  const strangers = [
    ...listing.filter((name) => name !== scope),
    ...strangersByPattern(view, schema, module),
  ];
  if (strangers.length > 0)
    return [otherPrivilege(view, module, scope, [...new Set([...listing, ...strangers])])];
  return listing.includes(scope) ? [] : [notListed(view, module, scope)];
}

/** Privileges that nobody declares and whose patterns reach into the module. */
function strangersByPattern(view: ApiView, schema: SchemaFacts, module: ModuleFacts): string[] {
  const declared = [view.manifest, ...view.sameSchema].flatMap(({ scopes }) =>
    scopes.map(({ name }) => name),
  );
  return schema.privileges
    .filter(
      ({ name, patterns }) => !declared.includes(name) && patterns.some((p) => patternTouches(p, [module])),
    )
    .map(({ name }) => name);
}

/** The scope that names a module. */
export function scopeOf({ manifest }: ApiView, module: string): string | undefined {
  return manifest.scopes.find((scope) => scope.modules.includes(module))?.name;
}

function isPublic(view: ApiView, module: ModuleFacts, open: readonly string[]): Finding {
  const { manifest } = view;
  const scope = scopeOf(view, module.name);
  const whole = open.length === module.templates.length;
  return finding('ords.module.public', {
    subject: view.subject('module', module.name),
    field: 'privilege',
    expected: scope === undefined ? 'a privilege whose patterns cover it' : shown(scope),
    found: whole ? 'none: everybody may call it' : `none for ${shownList(open)}: everybody may call that`,
    remedy:
      scope === undefined
        ? `take it off the net: ${publishModule(manifest, module.name, 'NOT_PUBLISHED')} then run pulumi up --refresh`
        : `run pulumi up --refresh; by hand: ${protectModule(manifest, module.name, scope)}`,
  });
}

function mayBePublic(view: ApiView, module: ModuleFacts, doubtful: readonly string[]): Finding {
  return finding('ords.module.public', {
    subject: view.subject('module', module.name),
    field: 'privilege',
    severity: 'warning',
    summary: 'a module may answer without a token: only a pattern with a * inside covers it',
    expected: 'the module in a scope, or a pattern that ends in /*',
    found: `no other pattern for ${shownList(doubtful)}`,
    remedy: `name ${shown(module.name)} under modules of a scope, or write its pattern so that the only * is the last segment; npx pulumi-ords verify shows what answers`,
  });
}

function otherPrivilege(
  view: ApiView,
  module: ModuleFacts,
  scope: string,
  listing: readonly string[],
): Finding {
  return finding('ords.module.other_privilege', {
    subject: view.subject('module', module.name),
    field: 'privilege',
    expected: shown(scope),
    found: shownList(listing),
    remedy: `run pulumi up --refresh; by hand: ${protectModule(view.manifest, module.name, scope)} and take the module out of the others, or their patterns off it`,
  });
}

/** Declared public, and ORDS asks for a token. */
function closed(view: ApiView, module: ModuleFacts, listing: readonly string[]): Finding {
  return finding('ords.module.other_privilege', {
    subject: view.subject('module', module.name),
    field: 'privilege',
    summary: 'a module that is declared public is under a privilege',
    expected: 'none',
    found: shownList(listing),
    remedy: `take public: true away in the program and name the module in a scope, or redefine ${shownList(listing)} without it`,
  });
}

function notListed(view: ApiView, module: ModuleFacts, scope: string): Finding {
  return finding('ords.privilege.modules', {
    subject: view.subject('privilege', scope),
    field: 'modules',
    expected: shown(module.name),
    found: isPublished(module)
      ? 'not among its modules; a pattern of another privilege covers it'
      : 'not among its modules; it is not published, so it answers nobody',
    remedy: `run pulumi up --refresh; by hand: ${protectModule(view.manifest, module.name, scope)}`,
  });
}
