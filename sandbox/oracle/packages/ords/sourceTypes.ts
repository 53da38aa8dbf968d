import type { PlsqlValue } from '../../plsql/host';

/**
 * Handler source types: the constants' names and values as the package specification and exports show them
 * (RESOURCE types as `resource/lob`).
 */
export const SOURCE_TYPE = {
  SOURCE_TYPE_COLLECTION_FEED: 'json/collection',
  SOURCE_TYPE_COLLECTION_ITEM: 'json/item',
  SOURCE_TYPE_MEDIA: 'resource/lob',
  SOURCE_TYPE_PLSQL: 'plsql/block',
  SOURCE_TYPE_QUERY: 'json/query',
  SOURCE_TYPE_CSV_QUERY: 'csv/query',
  SOURCE_TYPE_QUERY_ONE_ROW: 'json/query;type=single',
  SOURCE_TYPE_FEED: 'json/query;type=feed',
} as const;

export const PACKAGE_CONSTANTS: Readonly<Record<string, PlsqlValue>> = SOURCE_TYPE;

export const SOURCE_TYPES: readonly string[] = Object.values(SOURCE_TYPE);
