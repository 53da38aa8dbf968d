import type { Reply, Service } from './recorder';

type Stored = Record<string, unknown>;

/** Answers a GET from a list of states: each is shown once, the last one for ever. */
function shown(object: Stored, states: string[]): Reply {
  const lifecycleState = states.length > 1 ? states.shift() : states[0];
  return { status: 200, body: { ...object, lifecycleState } };
}

const workRequest = { 'opc-work-request-id': 'wr' };

/** Just enough of the control plane's Identity service to see what is sent to it. */
export function identityService(work: Partial<Record<string, unknown>> = {}): Service {
  const object: Stored = { id: 'ocid1.domain.oc1..d', url: 'https://idcs-d.identity.oraclecloud.com:443' };
  let states = ['CREATING', 'ACTIVE'];
  let operation = { operationType: 'CREATE_DOMAIN', actionType: 'CREATED' };
  let worked = 0;
  let deleted = false;
  return ({ method, path }, json) => {
    if (path.endsWith('/errors')) return { status: 200, body: [{ message: 'no room for a domain' }] };
    if (path.includes('/iamWorkRequests/')) {
      worked += 1;
      const resources = [{ entityType: 'domain', actionType: operation.actionType, identifier: object.id }];
      const status = worked % 2 === 0 ? 'SUCCEEDED' : 'IN_PROGRESS';
      return { status: 200, body: { id: 'wr', ...operation, status, resources, ...work } };
    }
    if (method === 'GET') {
      return deleted ? { status: 404, body: { code: 'NotFound', message: 'no' } } : shown(object, states);
    }
    const [, action] = /\/actions\/(\w+)$/.exec(path) ?? [];
    if (method === 'POST' && action === undefined) Object.assign(object, json);
    else operation = { operationType: 'UPDATE_DOMAIN', actionType: 'UPDATED' };
    if (method === 'PUT') Object.assign(object, json);
    if (action === 'deactivate') states = ['INACTIVE'];
    if (action === 'activate') states = ['ACTIVE'];
    if (method === 'DELETE') deleted = true;
    return { status: 202, headers: workRequest, body: object };
  };
}

/** The same of its Database service. */
export function databaseService(creation: string[] = ['PROVISIONING', 'AVAILABLE']): Service {
  const object: Stored = {
    id: 'ocid1.autonomousdatabase.oc1..a',
    dataStorageSizeInTBs: 1,
    systemTags: {},
    connectionStrings: { profiles: [{ tlsAuthentication: 'SERVER', value: '(description=…)' }] },
    connectionUrls: { ordsUrl: 'https://adb.example.com/ords' },
  };
  let states = creation;
  return ({ method, path }, { adminPassword: _, ...json }) => {
    if (path.endsWith('/actions/generateWallet'))
      return { status: 200, body: Buffer.from([0x50, 0x4b, 0xff]) };
    if (method === 'GET') return shown(object, states);
    if (method === 'DELETE') {
      states = ['TERMINATING', 'TERMINATED'];
      return { status: 204 };
    }
    if (path.endsWith('/actions/stop')) states = ['STOPPING', 'STOPPED'];
    else if (path.endsWith('/actions/start')) states = ['STARTING', 'AVAILABLE'];
    else {
      Object.assign(object, json);
      if (method === 'PUT') states = ['UPDATING', 'AVAILABLE'];
    }
    return { status: 200, body: { ...object, lifecycleState: states[0] } };
  };
}
