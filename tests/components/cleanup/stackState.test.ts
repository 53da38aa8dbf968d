import { entraState } from '../../../components/cleanup/entraState';
import { statePlaces } from '../../../components/cleanup/statePlaces';
import { stackState } from '../../../components/cleanup/stackState';
import { manifest } from '../cli/fixtures';

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
        outputs: { token: '4f9a2c81d3e0', schema: '"Hr"', audience: 'api', onDelete: 'keepProtected' },
      },
      {
        urn: urn(`${ords}:Module`),
        type: `${ords}:Module`,
        outputs: {
          schema: 'HR',
          name: 'orders',
          owner: { stack: 'shop/dev', resource: 'm', claim: '4f9a2c81d3e0' },
        },
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
      {
        urn: urn('pulumi:providers:auth0'),
        type: 'pulumi:providers:auth0',
        outputs: { domain: 'tenant.example.com', version: '3.49.0' },
      },
      { urn: urn('auth0:index/client:Client'), type: 'auth0:index/client:Client', id: 'c', outputs: {} },
    ]),
    'test',
  );
  expect(state).toEqual({
    stack: 'shop/dev',
    claims: [{ token: '4f9a2c81d3e0', schema: 'Hr', audience: 'api', keeps: true }],
    objects: [
      { kind: 'module', schema: 'HR', name: 'orders', resource: 'm', claim: '4f9a2c81d3e0' },
      { kind: 'jwt_profile', schema: 'HR', name: '', resource: 'x' },
    ],
    tenants: new Set(['tenant.example.com']),
    clientIds: new Set(['c']),
    grantIds: new Set(),
    audiences: new Set(),
    entra: entraState([]),
    appIds: new Set(['5f']),
    domainUrls: new Set(['https://idcs-1.example.com', 'https://idcs-2.example.com']),
  });
});

it('each claim and object is in the database that its manifest names', () => {
  const of = (claim: string | undefined, connectString: string, domain: string) =>
    manifest({
      ...(claim && { claim }),
      identityProvider: { kind: 'auth0', domain },
      ords: { ...manifest().ords, schema: 'HR', connectString },
    });
  const claim = (token: string) => ({
    urn: urn('pulumi-nodejs:dynamic/ords:Claim'),
    type: 'pulumi-nodejs:dynamic/ords:Claim',
    outputs: { token, schema: 'HR' },
  });
  const module = (token: string) => ({
    urn: urn('pulumi-nodejs:dynamic/ords:Module'),
    type: 'pulumi-nodejs:dynamic/ords:Module',
    outputs: { schema: 'HR', name: 'orders', owner: { stack: 'shop/dev', resource: 'm', claim: token } },
  });
  const resources = [
    claim('aaaaaaaaaaaa'),
    claim('bbbbbbbbbbbb'),
    claim('cccccccccccc'),
    module('bbbbbbbbbbbb'),
  ];
  const known = [
    of('aaaaaaaaaaaa', 'one/pdb', 'a.example.com'),
    of('bbbbbbbbbbbb', 'two/pdb', 'b.example.com'),
  ];
  const state = stackState(exported(resources), 'test', known);
  expect(state.claims.map(({ database }) => database)).toEqual(['one/pdb', 'two/pdb', undefined]);
  expect(state.objects.map(({ database }) => database)).toEqual(['two/pdb']);
  expect(state.tenants).toEqual(new Set(['a.example.com', 'b.example.com']));
  expect(statePlaces(state, [], known).map(({ schema, database }) => [schema, database])).toEqual([
    ['HR', 'one/pdb'],
    ['HR', 'two/pdb'],
    ['HR', undefined],
  ]);
  // Manifests of older releases name no claim: two databases of one schema name leave it open.
  const older = [of(undefined, 'one/pdb', 'a'), of(undefined, 'two/pdb', 'a')];
  expect(stackState(exported(resources), 'test', older.slice(0, 1)).claims[0]?.database).toBe('one/pdb');
  expect(stackState(exported(resources), 'test', older).claims[0]?.database).toBeUndefined();
  expect(
    statePlaces(state, ['hr', 'other'], older).map(({ schema, database }) => [schema, database]),
  ).toEqual([
    ['HR', undefined],
    ['HR', 'one/pdb'],
    ['HR', 'two/pdb'],
    ['OTHER', undefined],
  ]);
});

it.each([
  ['nothing', null, 'cli.state.layout'],
  ['outputs', { orders: {} }, 'cli.state.layout'],
  ['a stack that never ran', exported(), 'cli.state.empty'],
  ['a stack of nothing', exported([]), 'cli.state.empty'],
])('%s is refused', (_what, value, code) => {
  expect(() => stackState(value, 'state.json')).toThrow(code);
});
