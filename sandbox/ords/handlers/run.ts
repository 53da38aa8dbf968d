import type { Database, DatabaseSession } from '../../oracle/database';
import { OraError } from '../../oracle/oraError';
import { STATUS, userDefinedResourceError } from '../http/problem';
import { failed, RequestFailed, type Answer, type HandlerRequest } from './answer';
import { plsqlBlock } from './plsqlHandler';
import { collectionFeed, collectionItem, legacyQuery, mediaResource, singleRow } from './queryHandlers';

/**
 * Runs a handler as the schema's user: committed on success, rolled back on failure. Throws RequestFailed; a handler's own
 * ORA error is 555 (draft-divilly-status-555).
 */
export async function runHandler(database: Database, request: HandlerRequest): Promise<Answer> {
  const session = open(database, request);
  try {
    const answer = await dispatch(session, request);
    await session.commit();
    return answer;
  } catch (error) {
    await session.rollback();
    if (error instanceof OraError) {
      throw new RequestFailed(userDefinedResourceError(error.number, `${error.message}\n`));
    }
    throw error;
  } finally {
    session.close();
  }
}

function open(database: Database, request: HandlerRequest): DatabaseSession {
  try {
    return database.openSession(request.schemaUser, {
      module: request.route.module.name,
      action: `${request.method} ${request.route.template.uriTemplate}`,
      ...(request.principal === undefined ? {} : { clientId: request.principal.subject }),
      program: 'ords gateway',
    });
  } catch (error) {
    if (error instanceof OraError) throw failed(STATUS.SERVICE_UNAVAILABLE);
    throw error;
  }
}

function dispatch(session: DatabaseSession, request: HandlerRequest): Promise<Answer> {
  switch (request.handler.sourceType) {
    case 'json/collection':
      return collectionFeed(session, request);
    case 'json/item':
      return collectionItem(session, request);
    case 'json/query;type=single':
      return singleRow(session, request);
    case 'json/query':
      return legacyQuery(session, request);
    case 'resource/lob':
      return mediaResource(session, request);
    case 'plsql/block':
      return plsqlBlock(session, request);
    default:
      return Promise.reject(failed(STATUS.NOT_IMPLEMENTED)); // csv/query, json/query;type=feed
  }
}
