import type { FastifyInstance, FastifyReply } from 'fastify';
import type { JsonObject } from '../../../identity/json';
import type { Domains } from '../../identityDomain/domains';
import type { IdentityDomain } from '../../identityDomain/identityDomain';
import type { Operator } from '../../operator';
import { API_PREFIX, bodyOf, headerOf } from '../httpApp';
import type { RetryTokens } from '../retryTokens';
import { missingParameter, notAuthorizedOrNotFound } from '../serviceError';
import { presentDomain } from './details';
import type { DomainLifecycle } from './lifecycle';
import type { WorkRequest, WorkRequests } from './workRequests';

export interface DomainRouteOptions {
  readonly domains: Domains;
  readonly lifecycle: DomainLifecycle;
  readonly requests: WorkRequests;
  readonly retryTokens: RetryTokens;
  readonly operator: Pick<Operator, 'tenancyId' | 'region'>;
  /** OCIDs of the compartments that may be used. */
  readonly compartments: ReadonlySet<string>;
}

interface ById {
  Params: { id: string };
}

const FILTERS = [
  'compartmentId',
  'displayName',
  'url',
  'homeRegionUrl',
  'type',
  'licenseType',
  'lifecycleState',
];

/** `/20160918/domains`: the part of the identity service that identity domains need. */
export function registerDomains(app: FastifyInstance, options: DomainRouteOptions): void {
  const { domains, lifecycle, requests, retryTokens, operator, compartments } = options;
  const path = `${API_PREFIX}/domains`;
  const present = (domain: IdentityDomain): JsonObject => presentDomain(domain, operator);
  const requireCompartment = (id: unknown): void => {
    if (typeof id === 'string' && !compartments.has(id)) throw notAuthorizedOrNotFound();
  };

  app.post(path, (request, reply) => {
    const token = headerOf(request, 'opc-retry-token');
    const begun = retryTokens.find(token);
    if (begun !== undefined) return accepted(reply, requests.find(begun));
    const body = bodyOf(request);
    requireCompartment(body['compartmentId']);
    const work = lifecycle.create(body);
    retryTokens.remember(token, work.id);
    return accepted(reply, work);
  });

  app.get<{ Querystring: Record<string, string | undefined> }>(path, ({ query }) => {
    if (query['compartmentId'] === undefined) throw missingParameter('Missing compartmentId');
    requireCompartment(query['compartmentId']);
    return domains
      .list()
      .map(present)
      .filter((one) => FILTERS.every((name) => query[name] === undefined || query[name] === one[name]));
  });

  app.get<ById>(`${path}/:id`, ({ params }) => present(lifecycle.find(params.id)));

  app.put<ById>(`${path}/:id`, (request, reply) =>
    accepted(reply, lifecycle.update(lifecycle.find(request.params.id), bodyOf(request))),
  );

  app.delete<ById>(`${path}/:id`, ({ params }, reply) =>
    accepted(reply, lifecycle.delete(lifecycle.find(params.id))),
  );

  app.post<ById>(`${path}/:id/actions/activate`, ({ params }, reply) =>
    accepted(reply, lifecycle.activate(lifecycle.find(params.id))),
  );

  app.post<ById>(`${path}/:id/actions/deactivate`, ({ params }, reply) =>
    accepted(reply, lifecycle.deactivate(lifecycle.find(params.id))),
  );

  app.post<ById>(`${path}/:id/actions/changeLicenseType`, (request, reply) => {
    const { licenseType } = bodyOf(request);
    return accepted(reply, lifecycle.changeLicenseType(lifecycle.find(request.params.id), licenseType));
  });

  app.post<ById>(`${path}/:id/actions/changeCompartment`, (request, reply) => {
    const { compartmentId } = bodyOf(request);
    if (typeof compartmentId !== 'string') throw missingParameter('Missing compartmentId');
    requireCompartment(compartmentId);
    return accepted(reply, lifecycle.changeCompartment(lifecycle.find(request.params.id), compartmentId));
  });
}

function accepted(reply: FastifyReply, { id }: WorkRequest): FastifyReply {
  return reply.code(202).header('opc-work-request-id', id).send();
}
