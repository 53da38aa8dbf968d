import type { Meaning } from '../../database/database';
import { OrdsError } from '../../errors';
import type { SchemaInputs } from './schemaInputs';

/** What Oracle's errors say of the declaration. */
export function meaningsOf({ defaultTablespace, roles }: SchemaInputs): Record<number, Meaning> {
  const password = {
    code: 'ords.user.password',
    field: 'password',
    remedy:
      'choose another one; Autonomous Database takes 12 to 30 characters with upper case, lower case and a digit, without the name of the user',
  };
  const refused = { ...password, summary: 'the database does not accept the password' };
  return {
    28003: refused,
    988: refused,
    28007: { ...password, summary: 'the user had this password before, and the database wants another one' },
    959: {
      code: 'ords.user.tablespace',
      field: 'defaultTablespace',
      summary: `there is no tablespace ${defaultTablespace}`,
      remedy:
        'select tablespace_name from dba_tablespaces; users have DATA on Autonomous Database, and USERS on most others',
    },
    990: {
      code: 'ords.user.privilege',
      field: 'privileges',
      summary: 'one of the privileges is none of this database',
      remedy: 'select name from system_privilege_map',
    },
    1919: {
      code: 'ords.user.role',
      field: 'roles',
      summary: `one of the roles ${roles.join(', ')} does not exist`,
      remedy: 'create it first, or correct the name: select role from dba_roles',
    },
  };
}

export function maintained(schema: string): OrdsError {
  return new OrdsError(`user ${schema} belongs to Oracle itself`, {
    code: 'ords.user.maintained',
    field: 'name',
    remedy: 'choose the name of a user of your own',
  });
}

export function wouldOpen(schema: string, module: string | null | undefined): OrdsError {
  return new OrdsError(
    `ORDS still has the published module "${module}" of a schema ${schema}, which no privilege covers; with this user it would answer everybody, if the schema is or becomes enabled`,
    {
      code: 'ords.user.would_open',
      field: 'name',
      remedy: `as an administrator: begin ords_admin.drop_rest_for_schema('${schema.replaceAll("'", "''")}'); commit; end; which takes its modules away, or ords_admin.publish_module with NOT_PUBLISHED`,
    },
  );
}

/** The user that the state knows is no more, and somebody else has made one of its name. */
export function anotherUser(schema: string, incarnation: string | null | undefined): OrdsError {
  return new OrdsError(
    `user ${schema} is another one than this resource has made: somebody has dropped that and made this (id and time: ${incarnation}); it was left as it is`,
    {
      code: 'ords.user.another',
      field: 'name',
      remedy:
        'pulumi up --refresh, which forgets the former one and then says that this one exists; choose another name, or set adopt: true to take it over',
    },
  );
}
