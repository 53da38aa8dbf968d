import * as pulumi from '@pulumi/pulumi';
import { freeName } from '../../../components/oci/freeName';
import { lazyDomain } from '../../../components/oci/lazyDomain';
import { AppNamesLifecycle } from '../../../components/oci/lifecycle/appNames';
import { dynamicProvider } from '../../../components/ords/adapter';
import type { Claim } from '../../../components/ords/claim';
import { checked, created, placeIn } from './driven';
import { SmallDomain } from './smallDomain';

let domain: SmallDomain;
beforeEach(async () => (domain = await new SmallDomain().start()));
afterEach(() => domain.stop());

const place = () => placeIn(domain);
const appNames = dynamicProvider(new AppNamesLifecycle(lazyDomain));

describe('AppNames', () => {
  const names = (list: string[], claim = '0123456789ab') => ({
    ...place(),
    names: list,
    owner: { stack: 'shop/dev', resource: 'orders-names', claim },
  });
  const claim = { token: pulumi.output('0123456789ab') } as Claim;
  const mark = 'My app [pulumi-ords shop/dev#0123456789ab orders-api]';

  test('free names are no problem, and only new ones are looked for', async () => {
    const { id, outs } = await created(appNames, names(['orders "1"', 'orders-web']));
    domain.apps.set('1', { id: '1', displayName: 'orders-web' });
    await appNames.update(id, outs, await checked(appNames, names(['orders-web', 'orders-job'])));
    expect(domain.requests.map(({ path }) => new URL(path, domain.url).searchParams.get('filter'))).toEqual([
      'displayName eq "orders \\"1\\""',
      'displayName eq "orders-web"',
      'displayName eq "orders-job"',
    ]);
    await appNames.delete(id, outs);
    expect(domain.writes()).toEqual([]);
  });

  test('the name of an app that is taken over is not looked for, also once it is no more', async () => {
    domain.apps.set('1', { id: '1', displayName: 'orders' });
    const adopting = { ...names(['orders', 'orders-web']), adopted: ['orders'] };
    const { id, outs } = await created(appNames, adopting);
    await appNames.update(id, outs, await checked(appNames, names(['orders', 'orders-web'])));
    expect(domain.requests.map(({ path }) => new URL(path, domain.url).searchParams.get('filter'))).toEqual([
      'displayName eq "orders-web"',
    ]);
  });

  test.each([
    [undefined, 'oci.app.exists', 'an app that no stack of pulumi-ords has made'],
    [
      'My app [pulumi-ords other/dev#ba9876543210 x]',
      'oci.app.exists',
      '[pulumi-ords other/dev#ba9876543210 x]',
    ],
    [mark, 'oci.app.leftover', 'an app that an interrupted run of this stack has left'],
  ])('an app with the description %j is %s', async (description, code, found) => {
    domain.apps.set('1', { id: '1', displayName: 'ORDERS', description });
    await expect(created(appNames, names(['orders']))).rejects.toMatchObject({ code, found });
    // The same from the hook of an app that the state does not have.
    const ask = freeName('orders-api', {
      ...(place() as { domainUrl: string }),
      displayName: 'orders',
      claim,
    });
    await expect(ask({ urn: '', id: '', name: '', type: '' })).rejects.toMatchObject({ code, found });
  });

  test('an app that a list still shows and that is gone holds no name', async () => {
    domain.apps.set('1', { id: '1', displayName: 'orders' });
    domain.faults.push({ path: '/admin/v1/Apps/1', status: 404 });
    await created(appNames, names(['orders']));
    expect(domain.requests.map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
      '/admin/v1/Apps',
      '/admin/v1/Apps/1',
    ]);
  });
});
