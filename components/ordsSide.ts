import type * as pulumi from '@pulumi/pulumi';
import { Claim } from './ords/claim';
import { EnabledSchema } from './ords/enabledSchema';
import { Module } from './ords/module';
import { ModuleProtection } from './ords/moduleProtection';
import type { OrdsResourceArgs } from './ords/ordsResource';
import { Privilege } from './ords/privilege';
import { Role } from './ords/role';
import { secretConnection } from './ords/secretConnection';
import { rolesOf } from './rules/roles';
import { provisionTrust, type DeclaredTrust } from './trustSide';
import type { ModuleDefinition, OrdsArgs, ScopeArgs } from './protectedApiArgs';

/** What the ORDS side is built from: values of the program, and the trust that the identity provider yields. */
export interface OrdsSideArgs extends DeclaredTrust {
  readonly scopes: Readonly<Record<string, ScopeArgs>>;
  readonly ords: OrdsArgs;
  readonly alias: pulumi.Output<string>;
  readonly claim: Claim;
}

export interface OrdsSide {
  readonly basePaths: Readonly<Record<string, pulumi.Output<string>>>;
  readonly resources: readonly pulumi.Input<pulumi.Resource>[];
}

/** The claim under which everything of an API is made; in the state before anything else is. */
export function claimSchema(
  name: string,
  ords: OrdsArgs,
  audience: pulumi.Output<string> | undefined,
  parent: pulumi.ComponentResource,
): Claim {
  return new Claim(
    `${name}-claim`,
    {
      ...placeOf(ords),
      ...(audience !== undefined && { audience }),
      ...(ords.onDelete !== undefined && { onDelete: ords.onDelete }),
      // A schema that was adopted had been enabled by somebody else.
      enablesSchema: ords.enableSchema === true && ords.adopt !== true,
    },
    optionsOf(ords, parent),
  );
}

function placeOf({ connection, schema }: OrdsArgs) {
  return { connection: secretConnection(connection), ...(schema !== undefined && { schema }) };
}

// A module that goes on answering needs everything around it: ORDS without the privilege would open it.
function optionsOf({ onDelete }: OrdsArgs, parent: pulumi.ComponentResource) {
  return { parent, retainOnDelete: onDelete === 'keepProtected' };
}

/**
 * Makes the resources in the order that keeps every module closed: the claim, the profile, roles, privileges and modules unpublished, then
 * protection, which alone publishes. `destroy` walks the same graph backwards.
 *
 * @returns the base path of each module, by name, and everything that was made.
 */
export function provisionOrds(name: string, args: OrdsSideArgs, parent: pulumi.ComponentResource): OrdsSide {
  const { ords, claim } = args;
  const options = optionsOf(ords, parent);
  const common = { ...placeOf(ords), claim, ...(ords.adopt !== undefined && { adopt: ords.adopt }) };
  const schema = ords.enableSchema
    ? [new EnabledSchema(`${name}-schema`, { ...common, urlMappingPattern: args.alias }, options)]
    : [];

  const trustAfter = (...resources: pulumi.Resource[]): pulumi.Input<pulumi.Resource>[] =>
    provisionTrust(name, args, common, { ...options, dependsOn: [...schema, ...resources] });
  // Under a profile in role mode a privilege without roles lets in every token that has the claim: it gets its roles before, and in
  // a change to scope mode they are taken from it after.
  const rolesFirst = args.authorisation.mode === 'role' && ords.trust === undefined;
  const first = rolesFirst ? [] : trustAfter();
  // A schema has one profile: of two stacks that want it, the one that comes second stops here and has touched nothing else.
  // So does an API whose pool trusts somebody else. In role mode it has touched only what is its own.
  const afterFirst = { ...options, dependsOn: [...schema, ...first] };
  const roles = provisionRoles(name, args, common, afterFirst);
  const privileges = new Map<string, Privilege>();
  for (const [scope, definition] of Object.entries(args.scopes))
    privileges.set(
      scope,
      new Privilege(
        `${name}-privilege-${scope}`,
        {
          ...common,
          name: scope,
          label: definition.label ?? scope,
          ...(definition.comments !== undefined && { comments: definition.comments }),
          ...(definition.description !== undefined && { description: definition.description }),
          patterns: [...(definition.patterns ?? [])],
          ...(args.authorisation.mode === 'role' && { roles: rolesOf(scope, definition) }),
        },
        { ...options, dependsOn: [...schema, ...first, ...roles] },
      ),
    );
  const trusted = rolesFirst ? trustAfter(...privileges.values()) : first;

  const scopeOfModule = new Map(
    Object.entries(args.scopes).flatMap(([scope, { modules = [] }]) =>
      modules.map((module) => [module, scope] as const),
    ),
  );
  const modules = new Map<string, Module>();
  for (const [module, definition] of Object.entries(ords.modules ?? {}))
    modules.set(
      module,
      new Module(
        `${name}-module-${module}`,
        { ...common, ...moduleInputs(module, definition, scopeOfModule.has(module)) },
        // A module that only patterns cover is published by its own definition: trust and patterns must be there before.
        scopeOfModule.has(module)
          ? afterFirst
          : { ...options, dependsOn: [...schema, ...trusted, ...privileges.values()] },
      ),
    );

  const protections: ModuleProtection[] = [];
  const basePaths: Record<string, pulumi.Output<string>> = {};
  for (const [module, definition] of modules) basePaths[module] = definition.basePath;
  for (const [module, scope] of scopeOfModule) {
    const definition = modules.get(module);
    const privilege = privileges.get(scope);
    const protection = new ModuleProtection(
      `${name}-protection-${module}`,
      {
        ...common,
        module,
        privilege: privilege?.name ?? scope,
        ...(ords.onDelete !== undefined && { onDelete: ords.onDelete }),
      },
      // After the trust: under somebody else's a module would answer the tokens of another issuer.
      {
        parent,
        dependsOn: [...trusted, ...(definition ? [definition] : []), ...(privilege ? [privilege] : [])],
      },
    );
    protections.push(protection);
    // Our own module knows a changed base path in the same run; of one that existed only the database knows it.
    basePaths[module] ??= protection.basePath;
  }
  return {
    basePaths,
    resources: [...trusted, ...roles, ...privileges.values(), ...modules.values(), ...protections],
  };
}

/** One for each distinct role of the scopes; none in scope mode. */
function provisionRoles(
  name: string,
  { authorisation, scopes }: OrdsSideArgs,
  common: OrdsResourceArgs,
  options: pulumi.CustomResourceOptions,
): Role[] {
  if (authorisation.mode === 'scope') return [];
  const names = new Set(Object.entries(scopes).flatMap(([scope, definition]) => rolesOf(scope, definition)));
  return [...names].map((role) => new Role(`${name}-role-${role}`, { ...common, name: role }, options));
}

function moduleInputs(name: string, definition: ModuleDefinition, protectedByName: boolean) {
  return {
    name,
    basePath: definition.basePath,
    templates: [...definition.templates],
    ...(definition.itemsPerPage !== undefined && { itemsPerPage: definition.itemsPerPage }),
    ...(definition.comments !== undefined && { comments: definition.comments }),
    ...(protectedByName ? {} : { status: 'PUBLISHED' as const }),
  };
}
