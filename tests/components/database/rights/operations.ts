import type { Connection } from '../../../../components/database/database';
import { openDatabase } from '../../../../components/database/oracleDatabase';
import { collectOrds } from '../../../../components/diagnose/collect/ords';
import { readSchema } from '../../../../components/export/readSchema';
import type { Props } from '../../../../components/ords/lifecycle/plain';
import { Driven } from '../../ords/support';

/** What the operations find: made by another administrator of ORDS. */
export function preparedObjects(schema: string): string {
  return `declare
    v_none owa.vc_arr;
  begin
    ords_admin.enable_schema(p_schema => '${schema}');
    ords_admin.define_module(p_schema => '${schema}', p_module_name => 'base', p_base_path => '/base/', p_status => 'NOT_PUBLISHED');
    ords_admin.create_role(p_schema => '${schema}', p_role_name => 'clerk');
    ords_admin.define_privilege(p_schema => '${schema}', p_privilege_name => 'base.read', p_roles => v_none,
      p_patterns => v_none, p_modules => v_none);
    commit;
  end;`;
}

/** Nobody enables a schema that is enabled. */
function disabled(schema: string): string {
  return `begin ords_admin.enable_schema(p_enabled => false, p_schema => '${schema}'); commit; end;`;
}

/** What an interrupted run of a stack leaves, with its mark: a protected module and a profile. */
function leftovers(schema: string, token: string): string {
  const mark = (resource: string): string => `[pulumi-ords shop/dev#${token} ${resource}]`;
  return `declare
    v_none owa.vc_arr;
    v_modules owa.vc_arr;
  begin
    ords_admin.enable_schema(p_schema => '${schema}');
    ords_admin.define_module(p_schema => '${schema}', p_module_name => 'left', p_base_path => '/left/',
      p_status => 'NOT_PUBLISHED', p_comments => '${mark('module')}');
    v_modules(1) := 'left';
    ords_admin.define_privilege(p_schema => '${schema}', p_privilege_name => 'left.read', p_roles => v_none,
      p_patterns => v_none, p_modules => v_modules, p_comments => '${mark('privilege')}');
    oauth_admin.create_jwt_profile(p_schema => '${schema}', p_issuer => 'i', p_audience => 'a',
      p_jwk_url => 'https://t.example.com/k', p_description => '${mark('profile')}');
    commit;
  end;`;
}

const handler = {
  method: 'GET',
  sourceType: 'json/item',
  // Longer than what the first answer holds, so that the CLOB itself is read too.
  source: `select 1 x, '${'y'.repeat(6_000)}' y from dual`,
  parameters: [{ name: 'X-Id', bindVariableName: 'id' }],
};
const definition = {
  name: 'orders',
  basePath: '/orders/',
  templates: [{ pattern: '.', handlers: [handler] }],
};
const profile = { issuer: 'https://t.example.com/', audience: 'api', jwkUrl: 'https://t.example.com/k' };

const RESOURCES: readonly [className: string, first: Props, second: Props][] = [
  ['Role', { name: 'reader' }, { name: 'reader' }],
  ['Module', definition, { ...definition, comments: 'changed' }],
  [
    'Privilege',
    { name: 'orders.read', roles: ['clerk'], patterns: ['/a/*'] },
    { name: 'orders.read', roles: [], patterns: ['/b/*'] },
  ],
  [
    'ModuleProtection',
    { module: 'base', privilege: 'base.read' },
    { module: 'base', privilege: 'base.read', onDelete: 'keepProtected' },
  ],
  ['JwtProfile', profile, { ...profile, audience: 'other' }],
];

/** What failed and how, by the names that `sql/grants.sql` uses; what was left out, by its own. */
export interface Outcome {
  readonly failed: Readonly<Record<string, { readonly code: string; readonly remedy: string }>>;
  readonly leftOut: readonly string[];
}

/** Everything that the library does in a schema, one thing after the other, whether the one before failed or not. */
export async function everyOperation(
  connection: Connection,
  schema: string,
  administer: (block: string) => Promise<void>,
): Promise<Outcome> {
  const failed: Record<string, { code: string; remedy: string }> = {};
  const attempt = async (name: string, action: () => Promise<unknown>): Promise<void> => {
    try {
      await action();
    } catch (error) {
      const { code, remedy } = error as { code?: string; remedy?: string };
      if (code === undefined || remedy === undefined) throw error;
      failed[name] = { code, remedy };
    }
  };
  const leftOut: string[] = [];
  await attempt('drift', async () => {
    const facts = await collectOrds(openDatabase, connection, { schemas: [schema], aliases: [] });
    if (facts.version === undefined) leftOut.push('drift: version');
    if (facts.schemas[schema]?.legacyClients.state !== 'read') leftOut.push('drift: old clients');
    if (facts.schemas[schema]?.legacyPackageUses.state !== 'read') leftOut.push('drift: old packages');
  });
  await attempt('export', () => readSchema(openDatabase, connection, schema));
  for (const [className, first, second] of RESOURCES) {
    await attempt(className, () => life(className, connection, { ...first, schema }, { ...second, schema }));
  }
  await administer(disabled(schema));
  await attempt('Claim', async () => {
    const owner = { stack: 'shop/dev', resource: 'claim' };
    const claim = await new Driven('Claim', connection).create({ schema, owner, enablesSchema: true });
    await administer(leftovers(schema, String(claim.outs.token)));
    await claim.delete();
  });
  await administer(disabled(schema));
  await attempt('EnabledSchema', () =>
    life('EnabledSchema', connection, { schema }, { schema, autoRestAuth: true }),
  );
  return { failed, leftOut };
}

/** What a user does who creates schemas: create, refresh, change, be refused a drop, drop. */
export async function schemaOperations(connection: Connection, name: string): Promise<Outcome['failed']> {
  const schema = new Driven('Schema', connection, 'adminConnection');
  const first = { name, password: 'Of_the_schema_1', roles: ['CONNECT'], restEnabled: true };
  const second = { ...first, quota: '2G', forceDestroy: true };
  try {
    await schema.create(first);
    expect(await schema.refresh()).toBe(true);
    const lost = await schema.delete().catch((error: unknown) => (error as { code?: string }).code);
    if (lost !== 'ords.user.not_dropped') await schema.delete();
    await schema.update(second);
    await schema.delete();
    return {};
  } catch (error) {
    const { code, remedy } = error as { code?: string; remedy?: string };
    if (code === undefined || remedy === undefined) throw error;
    return { Schema: { code, remedy } };
  }
}

async function life(className: string, connection: Connection, first: Props, second: Props): Promise<void> {
  const resource = await new Driven(className, connection).create(first);
  expect(await resource.refresh()).toBe(true);
  expect(await resource.changes(first)).toBe(false);
  await resource.update(second);
  expect(await resource.refresh()).toBe(true);
  expect(await resource.changes(second)).toBe(false);
  await resource.delete();
}
