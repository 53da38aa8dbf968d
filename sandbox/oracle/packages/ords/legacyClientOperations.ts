import { randomBytes } from 'node:crypto';
import type { Arguments } from './arguments';
import { checkViolated, noDataFound, uniqueViolated } from './errors';
import type { Metadata } from './metadata';
import { mandatory, optional, type Operation } from './operation';
import { BUILT_IN_SCHEMA_ID } from './tables';

/** Column AUTH_FLOW by p_grant_type; how the column spells them is unsure. */
const AUTH_FLOWS: Readonly<Record<string, string>> = {
  authorization_code: 'AUTH_CODE',
  implicit: 'IMPLICIT',
  client_credentials: 'CLIENT_CRED',
};
const ID_BYTES = 18;
const TABLE = 'OAUTH_CLIENTS';

/**
 * ORDS' own OAuth clients through the packages OAUTH and OAUTH_ADMIN, which are desupported from 25.3 (facts/ords.md 2). Parameter names as in
 * the OAUTH reference of 24.3; the durations are left out. Their tokens are not served by the gateway.
 */
export const LEGACY_CLIENT_OPERATIONS: readonly Operation[] = [
  {
    name: 'CREATE_CLIENT',
    parameters: [
      mandatory('P_NAME'),
      mandatory('P_GRANT_TYPE'),
      optional('P_OWNER'),
      optional('P_DESCRIPTION'),
      optional('P_ORIGINS_ALLOWED'),
      optional('P_REDIRECT_URI'),
      optional('P_SUPPORT_EMAIL'),
      optional('P_SUPPORT_URI'),
      mandatory('P_PRIVILEGE_NAMES'),
    ],
    run: createClient,
  },
  {
    name: 'DELETE_CLIENT',
    parameters: [mandatory('P_NAME')],
    run(metadata, args) {
      const id = clientId(metadata, args.text('P_NAME'));
      for (const table of ['oauth_client_privileges', 'oauth_client_roles'])
        metadata.run(`delete from ${table} where client_id = :id`, { id });
      metadata.run('delete from oauth_clients where id = :id', { id });
    },
  },
  {
    name: 'GRANT_CLIENT_ROLE',
    parameters: [mandatory('P_CLIENT_NAME'), mandatory('P_ROLE_NAME')],
    run(metadata, args) {
      const name = args.text('P_ROLE_NAME');
      const role_id =
        metadata.findId('sec_roles', { schema_id: metadata.schemaId(), name }) ??
        metadata.findId('sec_roles', { schema_id: BUILT_IN_SCHEMA_ID, name });
      if (role_id === undefined) throw noDataFound();
      const client_id = clientId(metadata, args.text('P_CLIENT_NAME'));
      metadata.run('delete from oauth_client_roles where client_id = :client_id and role_id = :role_id', {
        client_id,
        role_id,
      });
      metadata.run('insert into oauth_client_roles (client_id, role_id) values (:client_id, :role_id)', {
        client_id,
        role_id,
      });
    },
  },
];

function createClient(metadata: Metadata, args: Arguments): void {
  const schema_id = metadata.schemaId();
  const name = args.requiredText('P_NAME', TABLE, 'NAME');
  const flow = AUTH_FLOWS[args.requiredText('P_GRANT_TYPE', TABLE, 'AUTH_FLOW')];
  if (flow === undefined) throw checkViolated('OAUTH_CLIENTS_AUTH_FLOW_CK');
  if (metadata.findId('oauth_clients', { schema_id, name }) !== undefined)
    throw uniqueViolated('OAUTH_CLIENTS_NAME_UK');
  const privileges = (args.text('P_PRIVILEGE_NAMES') ?? '')
    .split(',')
    .map((privilege) => privilege.trim())
    .filter((privilege) => privilege !== '')
    .map((privilege) => metadata.privilegeId(privilege));
  const client_id = metadata.insert('oauth_clients', {
    schema_id,
    name,
    description: args.text('P_DESCRIPTION'),
    auth_flow: flow,
    owner: args.text('P_OWNER'),
    origins_allowed: args.text('P_ORIGINS_ALLOWED'),
    redirect_uri: args.text('P_REDIRECT_URI'),
    support_email: args.text('P_SUPPORT_EMAIL'),
    support_uri: args.text('P_SUPPORT_URI'),
    client_id: randomText(),
    client_secret: randomText(),
  });
  for (const privilege_id of new Set(privileges)) {
    metadata.run(
      'insert into oauth_client_privileges (client_id, privilege_id) values (:client_id, :privilege_id)',
      { client_id, privilege_id },
    );
  }
}

function clientId(metadata: Metadata, name: string | null): number {
  const id = metadata.findId('oauth_clients', { schema_id: metadata.schemaId(), name });
  if (id === undefined) throw noDataFound();
  return id;
}

function randomText(): string {
  return `${randomBytes(ID_BYTES).toString('base64url')}..`;
}
