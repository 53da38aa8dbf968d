import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { API_PREFIX } from '../httpApp';
import { notFound } from '../serviceError';

export type Operation =
  | 'CREATE_DOMAIN'
  | 'UPDATE_DOMAIN'
  | 'DELETE_DOMAIN'
  | 'ACTIVATE_DOMAIN'
  | 'DEACTIVATE_DOMAIN'
  | 'CHANGE_LICENSE_TYPE_FOR_DOMAIN'
  | 'CHANGE_COMPARTMENT_FOR_DOMAIN';

/** Work on a domain that somebody may wait for, as the API shows it (facts/oci-iam.md 1.6). */
export interface WorkRequest {
  readonly id: string;
  readonly operationType: Operation;
  readonly compartmentId: string;
  readonly timeAccepted: string;
  status: 'ACCEPTED' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  percentComplete: number;
  timeFinished: string | null;
  resources: { entityType: 'domain'; actionType: string; identifier: string; entityUri: string }[];
}

/** More are not remembered: the oldest go. */
const LIMIT = 100;

/** The work requests of a tenancy's domains. */
export class WorkRequests {
  constructor(
    private readonly requests: WorkRequest[],
    private readonly clock: () => Date,
  ) {
    for (const request of requests) if (request.timeFinished === null) this.finish(request, false);
  }

  accept(operationType: Operation, compartmentId: string): WorkRequest {
    const request: WorkRequest = {
      id: randomUUID(),
      operationType,
      compartmentId,
      timeAccepted: this.clock().toISOString(),
      status: 'ACCEPTED',
      percentComplete: 0,
      timeFinished: null,
      resources: [],
    };
    this.requests.push(request);
    this.requests.splice(0, this.requests.length - LIMIT);
    return request;
  }

  /** The domain that it is about. Official clients look for `UPDATED` after everything but a creation. */
  concerns(request: WorkRequest, domainId: string): void {
    const actionType = request.operationType === 'CREATE_DOMAIN' ? 'CREATED' : 'UPDATED';
    const entityUri = `${API_PREFIX}/domains/${domainId}`;
    request.resources = [{ entityType: 'domain', actionType, identifier: domainId, entityUri }];
  }

  finish(request: WorkRequest, done: boolean): void {
    request.status = done ? 'SUCCEEDED' : 'FAILED';
    request.percentComplete = done ? 100 : request.percentComplete;
    request.timeFinished = this.clock().toISOString();
  }

  /** Throws ServiceError 404. */
  find(id: string): WorkRequest {
    const request = this.requests.find((one) => one.id === id);
    if (!request) throw notFound(`The work request ${id}`);
    return request;
  }
}

/** `/20160918/iamWorkRequests`: the log and the reasons of failed work are empty here. */
export function registerWorkRequests(app: FastifyInstance, requests: WorkRequests): void {
  const path = `${API_PREFIX}/iamWorkRequests/:id`;
  app.get<{ Params: { id: string } }>(path, ({ params }) => requests.find(params.id));
  app.get<{ Params: { id: string } }>(`${path}/logs`, ({ params }) => (requests.find(params.id), []));
  app.get<{ Params: { id: string } }>(`${path}/errors`, ({ params }) => {
    const { status, timeFinished } = requests.find(params.id);
    if (status !== 'FAILED') return [];
    return [{ code: 'InternalServerError', message: 'The work was not done.', timestamp: timeFinished }];
  });
}
