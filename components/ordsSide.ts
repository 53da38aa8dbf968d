import type * as pulumi from '@pulumi/pulumi';
import { Claim } from './ords/claim';
import { EnabledSchema } from './ords/enabledSchema';
import { Module } from './ords/module';
import { ModuleProtection } from './ords/moduleProtection';
import { Privilege } from './ords/privilege';
import { secretConnection } from './ords/secretConnection';
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
  audience: pulumi.Output<string>,
  parent: pulumi.ComponentResource,
): Claim {
  return new Claim(
    `${name}-claim`,
    {
      ...placeOf(ords),
      audience,
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
 * Makes the resources in the order that keeps every module closed: the claim, the profile, privileges and modules unpublished, then
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

  const trusted = provisionTrust(name, args, common, { ...options, dependsOn: schema });

  // A schema has one profile: of two stacks that want it, the one that comes second stops here and has touched nothing else.
  // So does an API whose pool trusts somebody else.
  const afterTrust = { ...options, dependsOn: [...schema, ...trusted] };
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
        },
        afterTrust,
      ),
    );

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
          ? afterTrust
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
  return { basePaths, resources: [...trusted, ...privileges.values(), ...modules.values(), ...protections] };
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
