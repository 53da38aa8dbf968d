import { findOciLeftovers, removeOciLeftover } from '../../../components/cleanup/ociLeftovers';
import { stackState } from '../../../components/cleanup/stackState';
import { createHttp } from '../../../components/diagnose/collect/httpClient';
import { IdentityDomain } from '../../../components/diagnose/collect/identityDomain';
import { TestDomain } from '../../sandbox/oci/identityDomain/support';

const TOKEN = '4f9a2c81d3e0';
const APP = 'oci:Identity/domainsApp:DomainsApp';
const CLAIM = 'pulumi-nodejs:dynamic/ords:Claim';
const ACTIVATION = 'pulumi-nodejs:dynamic/ords:AppActivation';
const mark = (claim: string, stack = 'shop/dev'): { description: string } => ({
  description: `text [pulumi-ords ${stack}#${claim} orders]`,
});

it('finds and removes the marked apps that the state does not have or could not delete, clients first', async () => {
  const test = await TestDomain.start();
  const http = createHttp({ ca: test.ca });
  try {
    const id = async (made: ReturnType<TestDomain['createApp']>): Promise<string> =>
      String((await made).body.id);
    const api = await id(test.createResource('api', 'ords/', ['read'], mark(TOKEN)));
    const client = await id(test.createClient('client', ['ords/read'], mark(TOKEN)));
    const kept = await id(test.createClient('kept', ['ords/read'], mark(TOKEN)));
    const namesake = await id(test.createClient('namesake', [], mark('0123456789ab')));
    await test.createClient('theirs', [], mark(TOKEN, 'store/prod'));
    const half = await id(test.createClient('half', ['ords/read'], mark(TOKEN)));
    const appOfState = (app: string) => ({
      urn: `urn:pulumi:dev::shop::${APP}::${app}`,
      type: APP,
      id: `idcsEndpoint/${test.domain.url}/apps/${app}`,
      outputs: { idcsEndpoint: test.domain.url },
    });
    const resources = [
      { urn: `urn:pulumi:dev::shop::${CLAIM}::c`, type: CLAIM, outputs: { token: TOKEN, schema: 'HR' } },
      appOfState(kept),
      { urn: `urn:pulumi:dev::shop::${ACTIVATION}::k`, type: ACTIVATION, outputs: { appId: kept } },
      // No destroy could delete it.
      appOfState(half),
    ];
    const state = stackState({ deployment: { resources } }, 'test');
    expect(state.domainUrls).toEqual(new Set([test.domain.url]));
    const domain = new IdentityDomain(
      test.domain.url,
      (request) => {
        const { pathname, search, host } = new URL(request.url);
        const method = request.method ?? 'GET';
        const headers = test.operator.headers(method, pathname + search, host, request.body as string);
        return Promise.resolve({ ...request, headers: { ...request.headers, ...headers } });
      },
      http,
    );
    const found = await findOciLeftovers(domain, 'place', state);
    expect(found.leftovers.map(({ name }) => name)).toEqual([client, half, api]);
    expect(found.unproven.map(({ name }) => name)).toEqual([namesake]);
    await test.admin('DELETE', `/Apps/${client}`).then(({ status }) => expect(status).toBe(400));
    for (const leftover of found.leftovers) await removeOciLeftover(domain, leftover);
    // Gone already is success.
    for (const leftover of found.leftovers) await removeOciLeftover(domain, leftover);
    expect((await test.admin('GET', `/Apps/${api}`)).status).toBe(404);
    expect((await test.admin('GET', `/Apps/${client}`)).status).toBe(404);
    expect((await test.admin('GET', `/Apps/${kept}`)).status).toBe(200);
  } finally {
    await http.close();
    await test.stop();
  }
});
