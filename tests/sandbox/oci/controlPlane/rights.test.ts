import { Tenancy } from './support/tenancy';

let tenancy: Tenancy;

beforeAll(async () => (tenancy = await Tenancy.open()));
afterAll(() => tenancy.close());

test('who may only read is told nothing else, and nothing is done', async () => {
  const reader = await tenancy.reader();
  try {
    const database = await tenancy.available();
    const path = `autonomousDatabases/${String(database['id'])}`;
    expect((await reader.call('GET', path)).body).toEqual(database);
    expect((await reader.call('GET', `domains?compartmentId=${tenancy.operator.tenancyId}`)).status).toBe(
      200,
    );
    const domain = `domains/${tenancy.domains.default.id}`;
    for (const [method, target, body] of [
      ['POST', 'autonomousDatabases', tenancy.newDatabase({ dbName: 'MINE' })],
      ['PUT', path, { displayName: 'mine' }],
      ['POST', `${path}/actions/stop`, {}],
      ['POST', `${path}/actions/generateWallet`, { password: 'wallet-2026' }],
      ['DELETE', path, undefined],
      ['POST', 'domains', { displayName: 'mine' }],
      ['PUT', domain, { description: 'mine' }],
    ] as const)
      expect(await reader.call(method, target, body)).toMatchObject({
        status: 404,
        body: { code: 'NotAuthorizedOrNotFound' },
      });
    expect((await tenancy.client.call('GET', path)).body).toEqual(database);
    expect(tenancy.log.join('\n')).toContain('not authorized: reader may only read');
  } finally {
    await reader.close();
  }
});
