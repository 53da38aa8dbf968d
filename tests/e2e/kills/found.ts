import type { IdentityProviderUnderTest } from '../support/identityProviders/identityProvider';
import type { SchemaSession } from '../support/schema';
import type { Sides } from './wanted';

const MODULES = `select m.name, m.uri_prefix, m.status, p.privilege_name, h.method, h.source
  from user_ords_modules m
  left join user_ords_privilege_modules p on p.module_name = m.name
  left join user_ords_templates t on t.module_id = m.id
  left join user_ords_handlers h on h.template_id = t.id`;

/** Both sides as they are. */
export async function foundSides(provider: IdentityProviderUnderTest, schema: SchemaSession): Promise<Sides> {
  const patterns = await schema.rows('select name, pattern from user_ords_privilege_mappings');
  return {
    modules: (await schema.rows(MODULES))
      .map(
        ([name, path, status, scope, method, source]) =>
          `${name} ${path} ${status} under ${scope}: ${method} ${source}`,
      )
      .sort(),
    privileges: (await schema.rows('select name, description from user_ords_privileges'))
      .map(([name, description]) => {
        const own = patterns.filter((row) => row[0] === name).map((row) => row[1]);
        return `${name}: ${description ?? ''} [${own.sort().join(' ')}]`;
      })
      .sort(),
    profiles: (await schema.rows('select issuer, audience, jwk_url from user_ords_jwt_profile')).map((row) =>
      row.join(' '),
    ),
    schemas: (
      await schema.rows(`select parsing_schema, pattern from user_ords_schemas where status = 'ENABLED'`)
    ).map((row) => row.join(' ')),
    objects: await provider.objects(),
  };
}
