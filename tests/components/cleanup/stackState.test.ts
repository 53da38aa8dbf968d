import { objectKey, stackState } from '../../../components/cleanup/stackState';

const urn = (type: string): string => `urn:pulumi:dev::shop::${type}::x`;
const exported = (resources?: object[]): unknown => ({
  version: 3,
  deployment: { ...(resources && { resources }) },
});

it('names the stack, its claims and everything that it knows, resources that are about to go too', () => {
  const ords = 'pulumi-nodejs:dynamic/ords';
  const state = stackState(
    exported([
      { urn: urn('pulumi:pulumi:Stack'), type: 'pulumi:pulumi:Stack' },
      {
        urn: urn(`${ords}:Claim`),
        type: `${ords}:Claim`,
        outputs: { token: '4f9a2c81d3e0', schema: '"Hr"', audience: 'api' },
      },
      {
        urn: urn(`${ords}:Module`),
        type: `${ords}:Module`,
        outputs: { schema: 'HR', name: 'orders' },
        delete: true,
      },
      { urn: urn(`${ords}:JwtProfile`), type: `${ords}:JwtProfile`, outputs: { schema: 'HR', issuer: 'i' } },
      {
        urn: urn('oci:Identity/domainsApp:DomainsApp'),
        type: 'oci:Identity/domainsApp:DomainsApp',
        id: 'idcsEndpoint/https://idcs-1.example.com/apps/5f',
        outputs: { idcsEndpoint: 'https://idcs-1.example.com' },
      },
      {
        urn: urn(`${ords}:AppActivation`),
        type: `${ords}:AppActivation`,
        outputs: { domainUrl: 'https://idcs-1.example.com', appId: '5f' },
      },
      {
        urn: urn('oci:Identity/domainsApp:DomainsApp'),
        type: 'oci:Identity/domainsApp:DomainsApp',
        id: 'idcsEndpoint/https://idcs-1.example.com/apps/without-activation',
        outputs: { idcsEndpoint: 'https://idcs-1.example.com' },
      },
      {
        urn: urn(`${ords}:AppNames`),
        type: `${ords}:AppNames`,
        outputs: { domainUrl: 'https://idcs-2.example.com' },
      },
      { urn: urn('auth0:index/client:Client'), type: 'auth0:index/client:Client', id: 'c', outputs: {} },
    ]),
    'test',
  );
  expect(state).toEqual({
    stack: 'shop/dev',
    claims: [{ token: '4f9a2c81d3e0', schema: 'Hr', audience: 'api' }],
    objects: new Set([objectKey('HR', 'module', 'orders'), objectKey('HR', 'jwt_profile', 'any')]),
    clientIds: new Set(['c']),
    grantIds: new Set(),
    audiences: new Set(),
    appIds: new Set(['5f']),
    domainUrls: new Set(['https://idcs-1.example.com', 'https://idcs-2.example.com']),
  });
});

it.each([
  ['nothing', null, 'cli.state.layout'],
  ['outputs', { orders: {} }, 'cli.state.layout'],
  ['a stack that never ran', exported(), 'cli.state.empty'],
  ['a stack of nothing', exported([]), 'cli.state.empty'],
])('%s is refused', (_what, value, code) => {
  expect(() => stackState(value, 'state.json')).toThrow(code);
});
