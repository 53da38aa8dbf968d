import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasRequestSignature } from '../../requestSignature';
import type { DomainContext } from '../domainContext';
import { forbidden, unauthorizedAccess } from '../scim/errors';
import { callerOf } from './caller';

/**
 * Lets nobody to the routes of this scope without a good signature or token, shows nothing to those without a right, and only administrators write. A body is looked at
 * before only where a signature covers it.
 */
export function guardAdministration(app: FastifyInstance, context: DomainContext): void {
  const admit = async (request: FastifyRequest): Promise<void> => {
    request.caller = await callerOf(request, context);
    if (!request.caller) throw unauthorizedAccess();
    const { mayRead, isAdministrator } = request.caller;
    if (isAdministrator || (request.method === 'GET' && mayRead)) return;
    throw context.behaviour.deniedStatus === 401 ? unauthorizedAccess() : forbidden();
  };
  app.addHook('onRequest', async (request) => {
    if (!coversBody(request)) await admit(request);
  });
  app.addHook('preValidation', async (request) => {
    if (coversBody(request)) await admit(request);
  });
}

function coversBody({ headers }: FastifyRequest): boolean {
  return hasRequestSignature(headers) && headers['x-content-sha256'] !== undefined;
}

/** JSON under both of its content types; the text is kept, for a signature covers it byte for byte. */
export function acceptScimBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'ignore');
  app.addContentTypeParser(
    ['application/json', 'application/scim+json'],
    { parseAs: 'string' },
    (request, body, done) => {
      request.rawBody = body.toString();
      // DELETE comes with a content type and nothing in the body.
      if (request.rawBody === '') done(null, undefined);
      else void parse(request, request.rawBody, done);
    },
  );
}
