import type { Arguments } from './arguments';
import { checkViolated, noDataFound } from './errors';
import type { Metadata } from './metadata';
import { defineModule, SERVICE_PARAMETERS } from './moduleOperations';
import { mandatory, optional, type Operation } from './operation';
import { SOURCE_TYPE, SOURCE_TYPES } from './sourceTypes';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];
const ETAG_TYPES = ['HASH', 'QUERY', 'NONE'];
/** `QUERY` and `QUERY_STRING` are refused by the check constraint (facts/ords.md 3). */
const PARAMETER_SOURCES = ['HEADER', 'RESPONSE', 'URI'];
const PARAMETER_TYPES = ['STRING', 'INT', 'DOUBLE', 'BOOLEAN', 'LONG', 'TIMESTAMP', 'RESULTSET'];
const ACCESS_METHODS = ['IN', 'OUT', 'INOUT'];

/** Templates, handlers and their parameters. An unknown parent is ORA-01403 (unsure). */
export const HANDLER_OPERATIONS: readonly Operation[] = [
  {
    name: 'DEFINE_TEMPLATE',
    parameters: [
      mandatory('P_MODULE_NAME'),
      mandatory('P_PATTERN'),
      optional('P_PRIORITY', 0, 'NUMBER'),
      optional('P_ETAG_TYPE', 'HASH'),
      optional('P_ETAG_QUERY'),
      optional('P_COMMENTS'),
    ],
    run: (metadata, args) => void defineTemplate(metadata, args, 'P_COMMENTS'),
  },
  {
    name: 'DEFINE_HANDLER',
    parameters: [
      mandatory('P_MODULE_NAME'),
      mandatory('P_PATTERN'),
      optional('P_METHOD', 'GET'),
      optional('P_SOURCE_TYPE', SOURCE_TYPE.SOURCE_TYPE_COLLECTION_FEED),
      mandatory('P_SOURCE', 'CLOB'),
      optional('P_ITEMS_PER_PAGE', null, 'NUMBER'),
      optional('P_MIMES_ALLOWED'),
      optional('P_COMMENTS'),
    ],
    run: (metadata, args) => defineHandler(metadata, args, 'P_COMMENTS'),
  },
  {
    name: 'DEFINE_PARAMETER',
    parameters: [
      mandatory('P_MODULE_NAME'),
      mandatory('P_PATTERN'),
      mandatory('P_METHOD'),
      mandatory('P_NAME'),
      optional('P_BIND_VARIABLE_NAME'),
      optional('P_SOURCE_TYPE', 'HEADER'),
      optional('P_PARAM_TYPE', 'STRING'),
      // The last two's defaults were not seen (facts/ords.md 3).
      optional('P_ACCESS_METHOD', 'IN'),
      optional('P_COMMENTS'),
    ],
    run: defineParameter,
  },
  { name: 'DEFINE_SERVICE', parameters: SERVICE_PARAMETERS, run: defineService },
  { name: 'CREATE_SERVICE', parameters: SERVICE_PARAMETERS, deprecated: true, run: defineService },
];

function defineTemplate(metadata: Metadata, args: Arguments, commentsParameter: string): void {
  const etagType = args.text('P_ETAG_TYPE') ?? 'HASH';
  if (!ETAG_TYPES.includes(etagType)) throw checkViolated('REST_TEMPLATES_ETAG_TYPE_CK');
  metadata.define(
    'ords_templates',
    {
      module_id: metadata.moduleId(args.text('P_MODULE_NAME')),
      uri_template: args.requiredText('P_PATTERN', 'ORDS_TEMPLATES', 'URI_TEMPLATE'),
    },
    {
      schema_id: metadata.schemaId(),
      priority: args.number('P_PRIORITY') ?? 0,
      etag_type: etagType,
      etag_query: args.text('P_ETAG_QUERY'),
      comments: args.text(commentsParameter),
    },
  );
}

function defineHandler(metadata: Metadata, args: Arguments, commentsParameter: string): void {
  const method = args.text('P_METHOD') ?? 'GET';
  if (!METHODS.includes(method)) throw checkViolated('REST_HANDLERS_METHOD_CK');
  const sourceType = args.text('P_SOURCE_TYPE') ?? SOURCE_TYPE.SOURCE_TYPE_COLLECTION_FEED;
  if (!SOURCE_TYPES.includes(sourceType)) throw checkViolated('REST_HANDLERS_SOURCE_TYPE_CK');
  metadata.define(
    'ords_handlers',
    { template_id: metadata.templateId(args.text('P_MODULE_NAME'), args.text('P_PATTERN')), method },
    {
      schema_id: metadata.schemaId(),
      source_type: sourceType,
      source: args.requiredText('P_SOURCE', 'ORDS_HANDLERS', 'SOURCE'),
      items_per_page: args.number('P_ITEMS_PER_PAGE'),
      mimes_allowed: args.text('P_MIMES_ALLOWED'),
      comments: args.text(commentsParameter),
    },
  );
}

function defineParameter(metadata: Metadata, args: Arguments): void {
  const template_id = metadata.templateId(args.text('P_MODULE_NAME'), args.text('P_PATTERN'));
  const handler_id = metadata.findId('ords_handlers', { template_id, method: args.text('P_METHOD') });
  if (handler_id === undefined) throw noDataFound();
  const name = args.requiredText('P_NAME', 'ORDS_PARAMETERS', 'NAME');
  metadata.define(
    'ords_parameters',
    { handler_id, name },
    {
      schema_id: metadata.schemaId(),
      bind_variable_name: args.text('P_BIND_VARIABLE_NAME') ?? name,
      source_type: oneOf(args, 'P_SOURCE_TYPE', PARAMETER_SOURCES, 'REST_PARAMS_SOURCE_TYPE_CK'),
      param_type: oneOf(args, 'P_PARAM_TYPE', PARAMETER_TYPES, 'REST_PARAMS_PARAM_TYPE_CK'),
      access_method: oneOf(args, 'P_ACCESS_METHOD', ACCESS_METHODS, 'REST_PARAMS_ACCESS_METHOD_CK'),
      comments: args.text('P_COMMENTS'),
    },
  );
}

function oneOf(args: Arguments, parameter: string, allowed: readonly string[], constraint: string): string {
  const value = args.text(parameter);
  if (value === null || !allowed.includes(value)) throw checkViolated(constraint);
  return value;
}

function defineService(metadata: Metadata, args: Arguments): void {
  defineModule(metadata, args, 'P_MODULE_COMMENTS');
  defineTemplate(metadata, args, 'P_TEMPLATE_COMMENTS');
  defineHandler(metadata, args, 'P_HANDLER_COMMENTS');
}
