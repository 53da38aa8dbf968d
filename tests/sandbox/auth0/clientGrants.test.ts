import { TestTenant } from './support';

const AUDIENCE = 'https://api.example.com/grants';
let server: TestTenant;
beforeAll(async () => {
  server = await TestTenant.start();
  await server.createApi(AUDIENCE);
});
afterAll(() => server.stop());

async function newClientId(): Promise<string> {
  return String((await server.api('POST', '/clients', { name: 'backend' })).body['client_id']);
}

async function grant(members: object): Promise<{ id: string; text: string }> {
  const answer = await server.api('POST', '/client-grants', { audience: AUDIENCE, ...members });
  expect(answer.status).toBe(201);
  expect(answer.body['id']).toMatch(/^cgr_[A-Za-z0-9]{16}$/);
  return { id: String(answer.body['id']), text: answer.text };
}

describe('client grants', () => {
  test('the three recorded creates answer in their recorded order', async () => {
    const client = await newClientId();
    const user = await grant({
      client_id: client,
      scope: ['create:bar'],
      subject_type: 'user',
      authorization_details_types: ['payment', 'shipping'],
    });
    expect(user.text).toBe(
      `{"id":"${user.id}","client_id":"${client}","audience":"${AUDIENCE}","scope":["create:bar"],` +
        '"subject_type":"user","authorization_details_types":["payment","shipping"]}',
    );
    const thirdParty = await grant({ scope: ['read:data'], default_for: 'third_party_clients' });
    expect(thirdParty.text).toBe(
      `{"id":"${thirdParty.id}","audience":"${AUDIENCE}","scope":["read:data"],"subject_type":"client",` +
        '"default_for":"third_party_clients"}',
    );
    const organizations = await grant({
      client_id: client,
      scope: ['create:x', 'create:y'],
      allow_any_organization: true,
      organization_usage: 'allow',
    });
    expect(organizations.text).toBe(
      `{"id":"${organizations.id}","client_id":"${client}","audience":"${AUDIENCE}","scope":["create:x","create:y"],` +
        '"organization_usage":"allow","allow_any_organization":true,"subject_type":"client"}',
    );
  });

  test('scopes keep the order they were sent in and need not be declared by the API', async () => {
    const client = await newClientId();
    const { id } = await grant({ client_id: client, scope: ['z', 'a'] });
    expect((await server.api('GET', `/client-grants/${id}`)).body['scope']).toEqual(['z', 'a']);
    const patched = await server.api('PATCH', `/client-grants/${id}`, { scope: ['undeclared', 'a'] });
    expect([patched.status, patched.body['scope']]).toEqual([200, ['undeclared', 'a']]);
    expect((await server.api('PATCH', `/client-grants/${id}`, { scope: [] })).text).toBe(
      `{"id":"${id}","client_id":"${client}","audience":"${AUDIENCE}","scope":[],"subject_type":"client"}`,
    );
  });

  test('allow_all_scopes takes the scopes away and gives an empty list back', async () => {
    const client = await newClientId();
    const { id } = await grant({ client_id: client, scope: ['a'], subject_type: 'user' });
    const on = await server.api('PATCH', `/client-grants/${id}`, { allow_all_scopes: true });
    expect(on.text).toBe(
      `{"id":"${id}","client_id":"${client}","audience":"${AUDIENCE}","subject_type":"user","allow_all_scopes":true}`,
    );
    expect((await server.api('PATCH', `/client-grants/${id}`, { scope: ['a'] })).status).toBe(400);
    const off = await server.api('PATCH', `/client-grants/${id}`, { allow_all_scopes: false, scope: [] });
    expect(off.body).toMatchObject({ scope: [], allow_all_scopes: false });
  });

  test('the provider’s list before a create has totals, and finds the grant afterwards', async () => {
    const client = await newClientId();
    const query = `/client-grants?audience=${encodeURIComponent(AUDIENCE)}&client_id=${client}&include_totals=true&per_page=50`;
    expect((await server.api('GET', query)).text).toBe('{"total":0,"start":0,"limit":50,"client_grants":[]}');
    const { text } = await grant({ client_id: client, scope: ['a'] });
    expect((await server.api('GET', query)).text).toBe(
      `{"total":1,"start":0,"limit":50,"client_grants":[${text}]}`,
    );
    expect((await server.api('GET', `/client-grants?client_id=${client}&take=10`)).text).toBe(
      `{"client_grants":[${text}]}`,
    );
  });

  test('one client may have one grant per subject type', async () => {
    const client = await newClientId();
    await grant({ client_id: client, scope: [] });
    await grant({ client_id: client, scope: [], subject_type: 'user' });
    const again = await server.api('POST', '/client-grants', {
      audience: AUDIENCE,
      client_id: client,
      scope: [],
    });
    expect(again.body).toEqual({
      statusCode: 409,
      error: 'Conflict',
      message: `A client grant already exists between ${client} and ${AUDIENCE}`,
    });
  });

  test('DELETE is 204, twice', async () => {
    const { id } = await grant({ client_id: await newClientId(), scope: [] });
    for (let time = 0; time < 2; time++)
      expect((await server.api('DELETE', `/client-grants/${id}`)).status).toBe(204);
    expect((await server.api('GET', `/client-grants/${id}`)).status).toBe(404);
  });
});
