import { noDataFound, uniqueViolated } from './errors';
import { mandatory, type Operation } from './operation';

export const ROLE_OPERATIONS: readonly Operation[] = [
  {
    name: 'CREATE_ROLE',
    parameters: [mandatory('P_ROLE_NAME')],
    run(metadata, args) {
      const schema_id = metadata.schemaId();
      const name = args.requiredText('P_ROLE_NAME', 'SEC_ROLES', 'NAME');
      if (metadata.findId('sec_roles', { schema_id, name }) !== undefined)
        throw uniqueViolated('SEC_ROLES_NAME_UK');
      metadata.insert('sec_roles', { schema_id, name });
    },
  },
  {
    // An unknown role is ORA-01403; one that privileges use is taken out of them (both unsure).
    name: 'DELETE_ROLE',
    parameters: [mandatory('P_ROLE_NAME')],
    run(metadata, args) {
      const id = metadata.findId('sec_roles', {
        schema_id: metadata.schemaId(),
        name: args.text('P_ROLE_NAME'),
      });
      if (id === undefined) throw noDataFound();
      metadata.run('delete from sec_privilege_roles where role_id = :id', { id });
      metadata.run('delete from sec_roles where id = :id', { id });
    },
  },
];
