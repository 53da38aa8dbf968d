import type { Parameter } from '../../plsql/host';
import type { Arguments } from './arguments';
import { checkViolated, uniqueViolated } from './errors';
import type { Metadata } from './metadata';
import { mandatory, optional, type Operation } from './operation';

const STATUSES = ['PUBLISHED', 'NOT_PUBLISHED'];
const DEFAULT_ITEMS_PER_PAGE = 25;

/** Modules: defaults as documented for CREATE_SERVICE (facts/ords.md 3). */
export const MODULE_OPERATIONS: readonly Operation[] = [
  {
    name: 'DEFINE_MODULE',
    parameters: [
      mandatory('P_MODULE_NAME'),
      mandatory('P_BASE_PATH'),
      optional('P_ITEMS_PER_PAGE', DEFAULT_ITEMS_PER_PAGE, 'NUMBER'),
      optional('P_STATUS', 'PUBLISHED'),
      optional('P_COMMENTS'),
    ],
    run: (metadata, args) => void defineModule(metadata, args, 'P_COMMENTS'),
  },
  {
    // An unknown module: ORA-01403 (unsure).
    name: 'DELETE_MODULE',
    parameters: [mandatory('P_MODULE_NAME')],
    run: (metadata, args) => deleteModule(metadata, metadata.moduleId(args.text('P_MODULE_NAME'))),
  },
  {
    name: 'PUBLISH_MODULE',
    parameters: [mandatory('P_MODULE_NAME'), optional('P_STATUS', 'PUBLISHED')],
    run(metadata, args) {
      const id = metadata.moduleId(args.text('P_MODULE_NAME'));
      metadata.update('ords_modules', id, { status: publishedStatus(args) });
    },
  },
];

/**
 * Redefines a module of the same name; its templates stay (unsure: no source). The base path is kept as given
 * (facts/ords.md 4 shows `/alpha_v1/` and `hr/`).
 */
export function defineModule(metadata: Metadata, args: Arguments, commentsParameter: string): number {
  const schema_id = metadata.schemaId();
  const name = args.requiredText('P_MODULE_NAME', 'ORDS_MODULES', 'NAME');
  const uri_prefix = args.requiredText('P_BASE_PATH', 'ORDS_MODULES', 'URI_PREFIX');
  const other = metadata.rows(
    'select id from ords_modules where schema_id = :schema_id and uri_prefix = :uri_prefix and name <> :name',
    { schema_id, uri_prefix, name },
  );
  if (other.length > 0) throw uniqueViolated('REST_MODULES_URI_PREFIX_UK');
  return metadata.define(
    'ords_modules',
    { schema_id, name },
    {
      uri_prefix,
      items_per_page: args.number('P_ITEMS_PER_PAGE'),
      status: publishedStatus(args),
      comments: args.text(commentsParameter),
    },
  );
}

function publishedStatus(args: Arguments): string {
  const status = args.text('P_STATUS') ?? 'PUBLISHED';
  if (!STATUSES.includes(status)) throw checkViolated('REST_MODULES_STATUS_CK');
  return status;
}

function deleteModule(metadata: Metadata, id: number): void {
  const handlers = `select h.id from ords_handlers h join ords_templates t on t.id = h.template_id
    where t.module_id = :id`;
  metadata.run(`delete from ords_parameters where handler_id in (${handlers})`, { id });
  metadata.run(
    'delete from ords_handlers where template_id in (select t.id from ords_templates t where t.module_id = :id)',
    { id },
  );
  metadata.run('delete from ords_templates where module_id = :id', { id });
  metadata.run('delete from sec_privilege_modules where module_id = :id', { id });
  metadata.run('delete from ords_modules where id = :id', { id });
}

/** Shared by DEFINE_SERVICE and its deprecated form CREATE_SERVICE. */
export const SERVICE_PARAMETERS: readonly Parameter[] = [
  mandatory('P_MODULE_NAME'),
  mandatory('P_BASE_PATH'),
  mandatory('P_PATTERN'),
  optional('P_METHOD', 'GET'),
  optional('P_SOURCE_TYPE', 'json/collection'),
  mandatory('P_SOURCE', 'CLOB'),
  optional('P_ITEMS_PER_PAGE', DEFAULT_ITEMS_PER_PAGE, 'NUMBER'),
  optional('P_STATUS', 'PUBLISHED'),
  optional('P_ETAG_TYPE', 'HASH'),
  optional('P_ETAG_QUERY'),
  optional('P_MIMES_ALLOWED'),
  optional('P_MODULE_COMMENTS'),
  optional('P_TEMPLATE_COMMENTS'),
  optional('P_HANDLER_COMMENTS'),
];
