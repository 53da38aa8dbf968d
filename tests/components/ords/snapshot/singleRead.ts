import oracledb from 'oracledb';

import type { Connection } from '../../../../components/database/database';
import {
  canonicalTemplates,
  normalBasePath,
  type TemplateInputs,
} from '../../../../components/ords/lifecycle/moduleDefinition';
import { compact, type Props } from '../../../../components/ords/lifecycle/plain';

type Row = Record<string, string | number | null>;

/**
 * Reads one object at a time, with plain queries of its own for each: what the reading of a whole schema must agree with.
 * Everything is undefined where the object is not there.
 */
export class SingleRead {
  private constructor(
    private readonly session: oracledb.Connection,
    /** Present: as an administrator. */
    private readonly schema: string | undefined,
  ) {}

  static async open({ connectString, user, password }: Connection, schema?: string): Promise<SingleRead> {
    const session = await oracledb.getConnection({ connectString, user, password: password ?? '' });
    return new SingleRead(session, schema);
  }

  close(): Promise<void> {
    return this.session.close();
  }

  async role(name: string): Promise<Props | undefined> {
    return (await this.rows('select 1 from {roles} where name = :1', [name])).length > 0
      ? { name }
      : undefined;
  }

  async enabledSchema(): Promise<Props | undefined> {
    const own = this.schema === undefined ? '' : ` and parsing_schema = '${this.schema}'`;
    const view = this.schema === undefined ? 'user_ords_schemas' : 'dba_ords_schemas';
    const [row] = await this.rows(
      `select pattern, auto_rest_auth from ${view} where status = 'ENABLED'${own}`,
    );
    return row && { urlMappingPattern: row.PATTERN, autoRestAuth: row.AUTO_REST_AUTH === 'ENABLED' };
  }

  async privilege(name: string): Promise<Props | undefined> {
    const [row] = await this.rows('select label, description, comments from {privileges} where name = :1', [
      name,
    ]);
    const list = async (sql: string): Promise<unknown[]> =>
      (await this.rows(sql, [name])).map(({ ITEM }) => ITEM).sort();
    return (
      row &&
      compact({
        name,
        label: row.LABEL,
        description: row.DESCRIPTION,
        comments: row.COMMENTS,
        roles: await list('select role_name item from {privilege_roles} where privilege_name = :1'),
        patterns: await list('select pattern item from {privilege_mappings} where name = :1'),
      })
    );
  }

  async protection(state: {
    module: string;
    privilege: string;
    publish: boolean;
    onDelete: string;
  }): Promise<Props | undefined> {
    const [module] = await this.rows('select status, uri_prefix from {modules} where name = :1', [
      state.module,
    ]);
    if (!module) return undefined;
    const links = await this.rows('select privilege_name from {privilege_modules} where module_name = :1', [
      state.module,
    ]);
    const names = links.map((link) => String(link.PRIVILEGE_NAME));
    const open = names.length === 0 && module.STATUS === 'PUBLISHED' && state.onDelete === 'unpublish';
    const other = state.privilege === '' && names.length > 0;
    if (!names.includes(state.privilege) && !open && !other) return undefined;
    return {
      module: state.module,
      privilege: names.includes(state.privilege) ? state.privilege : (names[0] ?? ''),
      onDelete: state.onDelete,
      publish: state.publish && module.STATUS === 'PUBLISHED',
      basePath: normalBasePath(String(module.URI_PREFIX)),
    };
  }

  async profile(): Promise<Props | undefined> {
    const [row] = await this.rows(
      `select issuer, audience, jwk_url, description, allowed_skew, allowed_age, role_claim_name from {jwt_profile}`,
    );
    return (
      row &&
      compact({
        issuer: row.ISSUER,
        audience: row.AUDIENCE,
        jwkUrl: row.JWK_URL,
        description: row.DESCRIPTION,
        allowedSkew: row.ALLOWED_SKEW,
        allowedAge: row.ALLOWED_AGE,
        roleClaimName: row.ROLE_CLAIM_NAME,
      })
    );
  }

  async module(name: string): Promise<Props | undefined> {
    const [row] = await this.rows(
      'select id, uri_prefix, items_per_page, status, comments from {modules} where name = :1',
      [name],
    );
    if (!row) return undefined;
    const templates: unknown[] = [];
    for (const template of await this.rows('select * from {templates} where module_id = :1', [row.ID]))
      templates.push({
        pattern: template.URI_TEMPLATE,
        priority: template.PRIORITY,
        etagType: template.ETAG_TYPE,
        etagQuery: template.ETAG_QUERY,
        comments: template.COMMENTS,
        handlers: await this.handlers(template.ID),
      });
    return compact({
      name,
      basePath: normalBasePath(String(row.URI_PREFIX)),
      itemsPerPage: row.ITEMS_PER_PAGE,
      status: row.STATUS,
      comments: row.COMMENTS,
      templates: canonicalTemplates(templates as TemplateInputs[]),
    });
  }

  private async handlers(template: Row[string] | undefined): Promise<unknown[]> {
    const handlers: unknown[] = [];
    for (const row of await this.rows('select * from {handlers} where template_id = :1', [template])) {
      const parameters = await this.rows('select * from {parameters} where handler_id = :1', [row.ID]);
      handlers.push({
        method: row.METHOD,
        sourceType: row.SOURCE_TYPE,
        source: row.SOURCE,
        itemsPerPage: row.ITEMS_PER_PAGE,
        mimesAllowed: row.MIMES_ALLOWED,
        comments: row.COMMENTS,
        parameters: parameters.map((parameter) => ({
          name: parameter.NAME,
          bindVariableName: parameter.BIND_VARIABLE_NAME,
          sourceType: parameter.SOURCE_TYPE,
          paramType: parameter.PARAM_TYPE,
          accessMethod: parameter.ACCESS_METHOD,
          comments: parameter.COMMENTS,
        })),
      });
    }
    return handlers;
  }

  private async rows(sql: string, binds: unknown[] = []): Promise<Row[]> {
    const text = sql.replace(/\{(\w+)\}/g, (_name, view: string) =>
      this.schema === undefined
        ? `user_ords_${view}`
        : `(select * from dba_ords_${view} where schema = '${this.schema}')`,
    );
    const { rows = [] } = await this.session.execute<Row>(text, binds as oracledb.BindParameters, {
      outFormat: oracledb.OUT_FORMAT_OBJECT,
      fetchTypeHandler: ({ dbType }) =>
        dbType === oracledb.DB_TYPE_CLOB ? { type: oracledb.STRING } : undefined,
    });
    return rows;
  }
}
