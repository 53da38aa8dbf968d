import type { Subprogram } from '../../plsql/host';
import { Arguments } from './arguments';
import { cannotBeNull, METADATA_OWNER } from './errors';
import { HANDLER_OPERATIONS } from './handlerOperations';
import { createJwtProfile, DELETE_JWT_PROFILE } from './jwtProfileOperations';
import { LEGACY_CLIENT_OPERATIONS } from './legacyClientOperations';
import { IdSequence, Metadata } from './metadata';
import { MODULE_OPERATIONS } from './moduleOperations';
import { mandatory, type Operation } from './operation';
import type { CompleteOrdsOptions } from './options';
import { PRIVILEGE_OPERATIONS } from './privilegeOperations';
import { ROLE_OPERATIONS } from './roleOperations';
import { PROVISION_RUNTIME_ROLE, SCHEMA_OPERATIONS } from './schemaOperations';

export interface OrdsPackage {
  /** Upper case. */
  readonly name: string;
  readonly subprograms: readonly Subprogram[];
  readonly authid: 'DEFINER' | 'CURRENT_USER';
  /** Who may execute it: PUBLIC or a role. */
  readonly grantee: string;
  readonly hasSourceTypes: boolean;
}

/** facts/ords.md 1 and 3. */
export const ADMINISTRATOR_ROLE = 'ORDS_ADMINISTRATOR_ROLE';

/** The packages of one ORDS release. */
export function ordsPackages(options: CompleteOrdsOptions): readonly OrdsPackage[] {
  const build = new PackageBuilder(options);
  const services = [
    ...SCHEMA_OPERATIONS,
    ...MODULE_OPERATIONS,
    ...HANDLER_OPERATIONS,
    ...ROLE_OPERATIONS,
    ...PRIVILEGE_OPERATIONS,
  ];
  const packages: OrdsPackage[] = [
    build.ownSchema('ORDS', services, true),
    // AUTHID CURRENT_USER is documented for ORDS_ADMIN; the deprecated members are left out (facts/ords.md 3).
    build.administrators('ORDS_ADMIN', [...services, PROVISION_RUNTIME_ROLE], ADMINISTRATOR_ROLE, true),
  ];
  if (options.hasSecurity) {
    const create = createJwtProfile(options);
    packages.push(
      build.ownSchema('ORDS_SECURITY', [create, DELETE_JWT_PROFILE], false),
      build.administrators(
        'ORDS_SECURITY_ADMIN',
        options.hasSecurityAdminDelete ? [create, DELETE_JWT_PROFILE] : [create],
        options.securityAdminNeedsRole ? ADMINISTRATOR_ROLE : 'PUBLIC',
        false,
      ),
    );
  }
  if (options.hasOauth) {
    // Neither has the role claim, whatever the release (facts/ords.md 1).
    const profiles = [createJwtProfile({ ...options, hasRoleClaim: false }), DELETE_JWT_PROFILE];
    const legacy = [...LEGACY_CLIENT_OPERATIONS, ...profiles];
    packages.push(
      build.ownSchema('OAUTH', legacy, false),
      build.administrators('OAUTH_ADMIN', legacy, ADMINISTRATOR_ROLE, false),
    );
  }
  return packages;
}

class PackageBuilder {
  private readonly ids = new IdSequence();

  constructor(private readonly options: CompleteOrdsOptions) {}

  ownSchema(name: string, operations: readonly Operation[], hasSourceTypes: boolean): OrdsPackage {
    const subprograms = operations.map((operation) =>
      this.subprogram(name, operation, operation.parameters, (user, args) => schemaArgument(args) ?? user),
    );
    return { name, subprograms, authid: 'DEFINER', grantee: 'PUBLIC', hasSourceTypes };
  }

  administrators(
    name: string,
    operations: readonly Operation[],
    grantee: string,
    hasSourceTypes: boolean,
  ): OrdsPackage {
    const subprograms = operations
      .filter((operation) => operation.deprecated !== true)
      .map((operation) =>
        operation.schemaParameter === undefined
          ? this.subprogram(name, operation, [mandatory('P_SCHEMA'), ...operation.parameters], requiredSchema)
          : this.subprogram(
              name,
              operation,
              operation.parameters,
              (user, args) => schemaArgument(args) ?? user,
            ),
      );
    return { name, subprograms, authid: 'CURRENT_USER', grantee, hasSourceTypes };
  }

  private subprogram(
    packageName: string,
    operation: Operation,
    parameters: Subprogram['parameters'],
    schemaOf: (user: string, args: Arguments) => string,
  ): Subprogram {
    return {
      owner: METADATA_OWNER,
      package: packageName,
      name: operation.name,
      parameters,
      ...(operation.returns === undefined ? {} : { returns: operation.returns }),
      call: (context, values) => {
        const args = new Arguments(values);
        return operation.run(
          new Metadata(context, schemaOf(context.user, args), this.options, this.ids),
          args,
        );
      },
    };
  }
}

/** Unquoted schema names are upper case in the dictionary; the guides write them in lower case too. */
function schemaArgument(args: Arguments): string | undefined {
  return args.has('P_SCHEMA') ? args.text('P_SCHEMA')?.toUpperCase() : undefined;
}

function requiredSchema(_user: string, args: Arguments): string {
  const schema = schemaArgument(args);
  if (schema === undefined) throw cannotBeNull('ORDS_SCHEMAS', 'PARSING_SCHEMA');
  return schema;
}
