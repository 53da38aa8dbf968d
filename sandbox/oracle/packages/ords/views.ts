import type { CompleteOrdsOptions } from './options';

interface MetadataView {
  /** Behind USER_ORDS_ and DBA_ORDS_. */
  readonly suffix: string;
  /** Select list; `s` is ords_schemas. */
  readonly columns: string;
  readonly from: string;
}

const AUDIT = (alias: string) =>
  ['created_by', 'created_on', 'updated_by', 'updated_on'].map((column) => `${alias}.${column}`).join(', ');

/** Columns of facts/ords.md 7. The name of the profile's role claim column has no source. */
function metadataViews(options: CompleteOrdsOptions): readonly MetadataView[] {
  return [
    {
      suffix: 'SCHEMAS',
      columns: `s.id, s.parsing_schema, s.type, s.pattern, s.status, s.auto_rest_auth, ${AUDIT('s')}`,
      from: 'ords_schemas s',
    },
    {
      suffix: 'MODULES',
      columns: `m.id, m.name, m.uri_prefix, m.items_per_page, m.status, m.comments, m.pre_hook, m.schema_id,
        m.origins_allowed, ${AUDIT('m')}`,
      from: 'ords_modules m join ords_schemas s on s.id = m.schema_id',
    },
    {
      suffix: 'TEMPLATES',
      columns: `t.id, t.module_id, t.uri_template, t.priority, t.etag_type, t.etag_query, t.comments, t.schema_id,
        ${AUDIT('t')}`,
      from: 'ords_templates t join ords_schemas s on s.id = t.schema_id',
    },
    {
      suffix: 'HANDLERS',
      columns: `h.id, h.template_id, h.source_type, h.method, h.mimes_allowed, h.items_per_page, h.source, h.comments,
        h.schema_id, ${AUDIT('h')}`,
      from: 'ords_handlers h join ords_schemas s on s.id = h.schema_id',
    },
    {
      suffix: 'PARAMETERS',
      columns: `p.id, p.handler_id, p.name, p.bind_variable_name, p.source_type, p.access_method, p.param_type,
        p.comments, p.schema_id, ${AUDIT('p')}`,
      from: 'ords_parameters p join ords_schemas s on s.id = p.schema_id',
    },
    {
      suffix: 'PRIVILEGES',
      columns: `p.id, p.label, p.name, p.comments, p.description, p.schema_id, ${AUDIT('p')}`,
      from: 'sec_privileges p join ords_schemas s on s.id = p.schema_id',
    },
    {
      suffix: 'ROLES',
      columns: `r.id, r.name, r.schema_id, ${AUDIT('r')}`,
      from: 'sec_roles r join ords_schemas s on s.id = r.schema_id',
    },
    {
      suffix: 'PRIVILEGE_ROLES',
      columns: 'x.privilege_id, p.name as privilege_name, x.role_id, r.name as role_name',
      from: `sec_privilege_roles x join sec_privileges p on p.id = x.privilege_id
        join sec_roles r on r.id = x.role_id join ords_schemas s on s.id = p.schema_id`,
    },
    {
      suffix: 'PRIVILEGE_MODULES',
      columns: 'x.privilege_id, p.name as privilege_name, x.module_id, m.name as module_name',
      from: `sec_privilege_modules x join sec_privileges p on p.id = x.privilege_id
        join ords_modules m on m.id = x.module_id join ords_schemas s on s.id = p.schema_id`,
    },
    {
      suffix: 'PRIVILEGE_MAPPINGS',
      columns: 'x.privilege_id, p.name, x.pattern',
      from: `sec_privilege_mappings x join sec_privileges p on p.id = x.privilege_id
        join ords_schemas s on s.id = p.schema_id`,
    },
    {
      suffix: 'JWT_PROFILE',
      columns: `j.id, j.schema_id, j.issuer, j.audience, j.jwk_url, j.description, j.allowed_skew, j.allowed_age,
        ${options.hasRoleClaim ? 'j.role_claim_name, ' : ''}${AUDIT('j')}`,
      from: 'oauth_jwt_profile j join ords_schemas s on s.id = j.schema_id',
    },
    {
      // Secrets are not stored by newer releases (facts/ords.md 2): the column is masked for everybody.
      suffix: 'CLIENTS',
      columns: `c.id, c.name, c.description, c.auth_flow, c.client_id, cast(null as varchar2(64)) as client_secret,
        c.support_email, c.support_uri, c.redirect_uri, c.origins_allowed, c.schema_id, ${AUDIT('c')}`,
      from: 'oauth_clients c join ords_schemas s on s.id = c.schema_id',
    },
    {
      suffix: 'CLIENT_PRIVILEGES',
      columns: 'x.client_id, c.name as client_name, x.privilege_id, p.name as name',
      from: `oauth_client_privileges x join oauth_clients c on c.id = x.client_id
        join sec_privileges p on p.id = x.privilege_id join ords_schemas s on s.id = c.schema_id`,
    },
    {
      suffix: 'CLIENT_ROLES',
      columns: 'x.client_id, c.name as client_name, x.role_id, r.name as role_name',
      from: `oauth_client_roles x join oauth_clients c on c.id = x.client_id
        join sec_roles r on r.id = x.role_id join ords_schemas s on s.id = c.schema_id`,
    },
  ];
}

export interface ViewDefinition {
  readonly name: string;
  readonly sql: string;
  /** DBA_ORDS_* need the role ORDS_ADMINISTRATOR_ROLE (facts/ords.md 7). */
  readonly administratorsOnly: boolean;
}

export function viewDefinitions(options: CompleteOrdsOptions): readonly ViewDefinition[] {
  const views: ViewDefinition[] = [
    {
      name: 'ORDS_VERSION',
      sql: 'create or replace view ords_version as select version, status from ords_installation',
      administratorsOnly: false,
    },
  ];
  for (const { suffix, columns, from } of metadataViews(options)) {
    views.push({
      name: `USER_ORDS_${suffix}`,
      sql: `create or replace view user_ords_${suffix.toLowerCase()} as select ${columns} from ${from}
        where s.parsing_schema = sys_context('USERENV', 'CURRENT_USER')`,
      administratorsOnly: false,
    });
    if (options.hasDbaViews) {
      views.push({
        name: `DBA_ORDS_${suffix}`,
        sql: `create or replace view dba_ords_${suffix.toLowerCase()} as
          select s.parsing_schema as schema, ${columns} from ${from}`,
        administratorsOnly: true,
      });
    }
  }
  return views;
}
