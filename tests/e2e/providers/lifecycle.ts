import type { IdentityProviderUnderTest, ProviderKind } from '../support/identityProviders/identityProvider';
import { endpointsOf, prepare, type Prepared } from '../support/prepare';
import type { ApiOutputs, ApiValues } from '../support/stack';
import { audienceOf, ordersValues } from '../support/values';
import { describeAgreement } from './agreement';
import { describeDrift } from './drift';
import { EDITS } from './edits';

/** The life of one stack, told in order: each part finds what the one before has left. */
export function describeLifecycle(kind: ProviderKind): void {
  describe(`${kind}: one stack from nothing to nothing`, () => {
    const the = prepare(kind);
    describeCreation(the);
    describeDrift(the);
    // What it is about is the same whoever issues the tokens.
    if (kind !== 'entra') describeAgreement(the);
    describeChanges(the);
    describeRemoval(the);
  });
}

/** The orders' values, with every kind of client that has objects of its own in the identity provider. */
export function lifeValues(provider: IdentityProviderUnderTest): ApiValues {
  const values = ordersValues(provider);
  return { ...values, clients: { ...values.clients, ...provider.moreClients } };
}

/** What a client's call of a module answers, with a token for all that the client may do. */
async function callStatus(
  { provider, requests }: Prepared,
  outputs: ApiOutputs,
  client: string,
  module: string,
): Promise<number> {
  const { clients, audience, manifest } = outputs;
  const granted = (manifest as { clients: Record<string, { scopes: string[] }> }).clients[client];
  const credentials = clients[client] ?? { clientId: '', clientSecret: '' };
  const token = await provider.token(credentials, audience, granted?.scopes ?? []);
  return requests.status(outputs.endpoints[module] ?? '', token);
}

/** Who is let in is, and nobody else. */
export async function expectAgreement(the: Prepared): Promise<ApiOutputs> {
  const outputs = await the.stack.outputs('orders');
  expect(await callStatus(the, outputs, 'backend', 'orders')).toBe(200);
  expect(await callStatus(the, outputs, 'auditor', 'audit')).toBe(200);
  for (const url of Object.values(outputs.endpoints)) expect(await the.requests.status(url)).toBe(401);
  return outputs;
}

/** Runs an up that has nothing to do, on either side. */
async function expectNoChange({ stack, sandbox, provider }: Prepared): Promise<void> {
  await sandbox.control.call(`${provider.controlPart}/resetStatistics`);
  const before = await sandbox.control.call<{ commits: number }>('database/statistics');
  expect(await stack.up()).toEqual({});
  expect((await requestsOf({ sandbox, provider })).filter((one) => !provider.isRead(one))).toEqual([]);
  expect(await sandbox.control.call('database/statistics')).toMatchObject({ commits: before.commits });
}

/** What the provider was asked since its statistics were reset, in the order of the first times. */
async function requestsOf({ sandbox, provider }: Pick<Prepared, 'sandbox' | 'provider'>): Promise<string[]> {
  const { requests } = await sandbox.control.call<{ requests: Record<string, number> }>(
    `${provider.controlPart}/statistics`,
  );
  return Object.keys(requests);
}

function describeCreation(the: Prepared): void {
  test('up makes both sides, and they agree', async () => {
    const { stack, provider } = the;
    stack.values({ orders: { ...lifeValues(provider), verifyOnUp: true } });
    expect(Object.keys(await stack.up())).toEqual(['create']);
    const outputs = await expectAgreement(the);
    expect(outputs.issuer).toBe(provider.issuer);
    expect(await callStatus(the, outputs, 'auditor', 'orders')).toBe(401);
  });

  test('state holds no secret in clear text, and a constant __provider', async () => {
    const { resources, text } = the.stack.state();
    const { clients } = await the.stack.outputs('orders');
    const secrets = [
      the.sandbox.environment['ORDS_PASSWORD'] ?? '',
      ...Object.values(clients).map((client) => client.clientSecret),
    ];
    expect(secrets.every((secret) => secret.length > 10)).toBe(true);
    for (const secret of secrets) expect(text.includes(secret)).toBe(false);
    const ours = resources.filter((resource) => resource.type.startsWith('pulumi-nodejs:dynamic/ords:'));
    expect(ours.length).toBeGreaterThan(5);
    for (const resource of ours) {
      const provider = `exports.handler=()=>require("pulumi-ords/provider").provider("${resource.type.split(':').at(-1)}")`;
      expect(resource.inputs?.['__provider']).toBe(provider);
      expect(resource.outputs?.['__provider']).toBe(provider);
    }
  });
}

function describeChanges(the: Prepared): void {
  const named = EDITS.map((edits) => [edits.map(({ what }) => what).join('; '), edits] as const);
  test.each(named)('just what holds it changes, and both sides agree: %s', async (_what, edits) => {
    const { stack, provider } = the;
    const values = lifeValues(provider);
    for (const { edit } of edits) edit(values, provider);
    stack.values({ orders: values });
    const changed = [...new Set(edits.flatMap(({ resources }) => resources(provider.resources, provider)))];
    // The manifest holds most of the values.
    expect(await stack.upChanging({ refresh: false })).toEqual([...changed, 'orders-agreement'].sort());
    await expectAgreement(the);
  });

  test('another audience leaves no moment without an API and its grants', async () => {
    const { stack, provider, sandbox } = the;
    const before = await stack.outputs('orders');
    await sandbox.control.call(`${provider.controlPart}/resetStatistics`);
    const values = lifeValues(provider);
    for (const { edit } of EDITS.at(-1) ?? []) edit(values, provider);
    const declared = audienceOf(provider, 'orders-v2');
    stack.values({ orders: { ...values, ...declared } });
    // One that is issued changes with the API itself.
    await stack.up(declared.audience === undefined ? { replace: provider.resources.api } : {});
    provider.expectSafeReplacement(await requestsOf(the));
    const after = await expectAgreement(the);
    expect(after.audience).toBe(await provider.audienceInEffect({ ...values, ...declared }));
    expect(after.audience).not.toBe(before.audience);
    expect(after.clients['backend']?.clientId).toBe(before.clients['backend']?.clientId);
    expect(await provider.objects()).toEqual(provider.objectsOf({ ...values, ...declared }));
  });
}

function describeRemoval(the: Prepared): void {
  test('after all of it a further up changes nothing and writes nothing on either side', () =>
    expectNoChange(the));

  test('destroy leaves nothing on either side', async () => {
    const { stack, schema, provider, requests } = the;
    await stack.destroy();
    expect(stack.state().resources.filter((resource) => resource.type !== 'pulumi:pulumi:Stack')).toEqual([]);
    expect(await provider.objects()).toEqual([]);
    for (const view of ['user_ords_modules', 'user_ords_privileges', 'user_ords_jwt_profile'])
      expect(await schema.rows(`select * from ${view}`)).toEqual([]);
    expect(await schema.rows(`select status from user_ords_schemas where status = 'ENABLED'`)).toEqual([]);
    for (const url of endpointsOf(the, 'orders', 'audit')) expect(await requests.status(url)).toBe(404);
  });
}
