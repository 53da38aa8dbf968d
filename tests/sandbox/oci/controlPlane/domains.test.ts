import { Agent, request } from 'undici';
import type { Answer } from './support/ociClient';
import { OciClient } from './support/ociClient';
import { Tenancy } from './support/tenancy';

type Body = Record<string, unknown>;

let tenancy: Tenancy;

beforeEach(async () => (tenancy = await Tenancy.open()));
afterEach(() => tenancy.close());

function newDomain(changes: Body = {}): Body {
  return {
    compartmentId: tenancy.operator.compartmentId,
    description: 'For the shop',
    displayName: 'shop',
    homeRegion: tenancy.operator.region,
    licenseType: 'free',
    ...changes,
  };
}

/** The work request that an answer names, as soon as it has ended. */
async function workOf(answer: Answer): Promise<Body> {
  expect(answer.status).toBe(202);
  const path = `iamWorkRequests/${String(answer.headers['opc-work-request-id'])}`;
  for (;;) {
    const changed = tenancy.nextChange();
    const { status, body } = await tenancy.client.call('GET', path);
    expect(status).toBe(200);
    if (body['status'] === 'SUCCEEDED' || body['status'] === 'FAILED') return body;
    await changed;
  }
}

async function domainOf(answer: Answer): Promise<string> {
  const { resources } = await workOf(answer);
  return (resources as { identifier: string }[])[0]?.identifier ?? '';
}

const create = (changes: Body = {}) => tenancy.client.call('POST', 'domains', newDomain(changes));
const get = (id: string) => tenancy.client.call('GET', `domains/${id}`);
const act = (id: string, action: string, body: Body = {}) =>
  tenancy.client.call('POST', `domains/${id}/actions/${action}`, body);

test('a domain is made by a work request, answers at its URL, and is there again after a restart', async () => {
  tenancy.controlPlane.faults.holds.plan({ match: '^CREATE_DOMAIN' });
  const begun = await create();
  expect(await tenancy.controlPlane.faults.holds.waiting()).toBe('CREATE_DOMAIN shop');
  const path = `iamWorkRequests/${String(begun.headers['opc-work-request-id'])}`;
  expect((await tenancy.client.call('GET', path)).body).toMatchObject({ status: 'ACCEPTED', resources: [] });
  await tenancy.controlPlane.faults.holds.release();
  expect(await workOf(begun)).toMatchObject({
    operationType: 'CREATE_DOMAIN',
    status: 'SUCCEEDED',
    resources: [{ entityType: 'domain', actionType: 'CREATED' }],
  });
  const id = await domainOf(begun);
  const { body } = await get(id);
  expect(body).toMatchObject({
    ...newDomain(),
    id,
    lifecycleState: 'ACTIVE',
    type: 'SECONDARY',
    url: expect.stringMatching(/^https:\/\/localhost:\d+$/),
  });
  const agent = new Agent({ connect: { ca: tenancy.tls.ca } });
  try {
    const discovery = await request(`${String(body['url'])}/.well-known/openid-configuration`, {
      dispatcher: agent,
    });
    expect(await discovery.body.json()).toMatchObject({ issuer: 'https://identity.oraclecloud.com/' });
  } finally {
    await agent.close();
  }
  await tenancy.restart();
  expect((await get(id)).body).toEqual(body);
});

test('the Default domain is always there, and cannot be switched off', async () => {
  const list = await tenancy.client.call('GET', `domains?compartmentId=${tenancy.operator.tenancyId}`);
  expect(list.body).toEqual([expect.objectContaining({ type: 'DEFAULT', displayName: 'Default' })]);
  const { id } = tenancy.domains.default;
  expect(await act(id, 'deactivate')).toMatchObject({ status: 412, body: { code: 'PreConditionFailed' } });
  expect((await tenancy.client.call('DELETE', `domains/${id}`)).body).toEqual({
    code: 'PreConditionFailed',
    message: 'Cannot perform DELETE_DOMAIN operation on Domain with Status CREATED',
  });
});

test('a domain is deactivated before it is deleted, and for that its apps are inactive', async () => {
  const id = await domainOf(await create());
  expect((await tenancy.client.call('DELETE', `domains/${id}`)).status).toBe(412);
  const scim = new OciClient(
    tenancy.domains.find(id)?.url ?? '',
    tenancy.operator,
    tenancy.tls.ca,
    '/admin/v1/',
  );
  try {
    const app = {
      schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:App'],
      basedOnTemplate: { value: 'CustomWebAppTemplateId' },
      displayName: 'orders',
      active: true,
    };
    const made = await scim.call('POST', 'Apps', app);
    expect(made.status).toBe(201);
    expect(await act(id, 'deactivate')).toMatchObject({ status: 412 });
    const status = { schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:AppStatusChanger'], active: false };
    expect((await scim.call('PUT', `AppStatusChanger/${String(made.body['id'])}`, status)).status).toBe(200);
  } finally {
    await scim.close();
  }
  expect(await workOf(await act(id, 'deactivate'))).toMatchObject({ resources: [{ actionType: 'UPDATED' }] });
  expect((await get(id)).body).toMatchObject({ lifecycleState: 'INACTIVE' });
  expect((await act(id, 'deactivate')).status).toBe(409);
  await workOf(await act(id, 'activate'));
  await workOf(await act(id, 'deactivate'));
  const deletion = await workOf(await tenancy.client.call('DELETE', `domains/${id}`));
  expect(deletion).toMatchObject({
    operationType: 'DELETE_DOMAIN',
    resources: [{ actionType: 'UPDATED', identifier: id }],
  });
  expect(await get(id)).toMatchObject({ status: 404, body: { code: 'NotFound' } });
});

test('an update changes what it names, the license type has an action', async () => {
  const id = await domainOf(await create());
  await workOf(
    await tenancy.client.call('PUT', `domains/${id}`, { description: 'Changed', freeformTags: { a: 'b' } }),
  );
  await workOf(await act(id, 'changeLicenseType', { licenseType: 'premium' }));
  expect((await get(id)).body).toMatchObject({
    ...newDomain({ description: 'Changed', licenseType: 'premium' }),
    freeformTags: { a: 'b' },
  });
});

test('what is refused before any work is accepted', async () => {
  const cases: [string, Body, number, string][] = [
    ['no home region', { homeRegion: undefined }, 400, 'MissingParameter'],
    ['another region', { homeRegion: 'us-ashburn-1' }, 400, 'InvalidParameter'],
    ['an unknown license', { licenseType: 'gold' }, 400, 'InvalidParameter'],
    ['a description that is none', { description: 7 }, 400, 'InvalidParameter'],
    ['a name that is taken', { displayName: 'Default' }, 409, 'Conflict'],
    [
      'another compartment',
      { compartmentId: 'ocid1.compartment.oc1..other' },
      404,
      'NotAuthorizedOrNotFound',
    ],
  ];
  for (const [what, changes, status, code] of cases) {
    const answer = await create(changes);
    expect([what, answer.status, answer.body['code']]).toEqual([what, status, code]);
  }
  expect(tenancy.domains.list()).toHaveLength(1);
});
