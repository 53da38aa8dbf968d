import type { Props } from '../../../components/ords/lifecycle/plain';
import { startOracleSandbox, type OracleSandbox, type SandboxUser } from '../../support/oracleSandbox';
import { Driven } from './support';

jest.setTimeout(60_000);

let sandbox: OracleSandbox;
let told: jest.SpyInstance;
beforeAll(async () => {
  sandbox = await startOracleSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  told = jest.spyOn(console, 'info').mockImplementation(() => undefined);
});
afterEach(() => told.mockRestore());

const lines = (): string => told.mock.calls.flat().join('\n');
const profile = {
  issuer: 'https://tenant.example.com/',
  audience: 'orders-api',
  jwkUrl: 'https://tenant.example.com/jwks.json',
};
const stranger = { owner: { stack: 'store/prod', resource: 'x', claim: 'ffffffffffff' } };
const elsewhere = { owner: { stack: 'shop/dev', resource: 'x', claim: 'ffffffffffff' } };

/** What everybody may call without a token, and what is there at all. */
async function left(): Promise<unknown> {
  const [modules, privileges, profiles, enabled] = await Promise.all([
    sandbox.rows('PLAIN', 'select name, status from user_ords_modules order by name'),
    sandbox.rows('PLAIN', 'select name from user_ords_privileges order by name'),
    sandbox.rows('PLAIN', 'select issuer from user_ords_jwt_profile'),
    sandbox.rows('PLAIN', "select pattern from user_ords_schemas where status = 'ENABLED'"),
  ]);
  return { modules, privileges: privileges.flat(), profiles: profiles.length, enabled: enabled.length > 0 };
}
const NOTHING = { modules: [], privileges: [], profiles: 0, enabled: false };

describe.each(['PLAIN', 'DEPLOYER'] as SandboxUser[])('connected as %s', (user) => {
  const own = { schema: 'plain' };
  const driven = (className: string): Driven => new Driven(className, sandbox.connection(user));
  const owned = (claim: Driven, resource: string): Props => ({
    ...own,
    owner: { stack: 'shop/dev', resource, claim: claim.outs.token },
  });
  const claimed = (props: Props = {}): Promise<Driven> =>
    driven('Claim').create({
      ...own,
      enablesSchema: true,
      owner: { stack: 'shop/dev', resource: 'orders-claim' },
      ...props,
    });

  /** All of an API, as an `up` that is killed before its first state file is written leaves it. */
  async function everything(claim: Driven): Promise<Driven[]> {
    const enabledBefore = claim.outs.enabledBefore;
    const of = (resource: string): Props => owned(claim, resource);
    return [
      await driven('EnabledSchema').create({ ...of('schema'), enabledBefore }),
      await driven('JwtProfile').create({ ...of('profile'), ...profile }),
      await driven('Privilege').create({ ...of('privilege'), name: 'orders.read', patterns: ['/more/*'] }),
      await driven('Module').create({ ...of('module'), name: 'orders', basePath: '/orders/', templates: [] }),
      await driven('ModuleProtection').create({
        ...of('protection'),
        module: 'orders',
        privilege: 'orders.read',
      }),
    ];
  }

  it('writes nothing, and knows whether the schema was enabled', async () => {
    const before = await left();
    const claim = await claimed({ audience: 'orders-api' });
    expect(claim.outs).toMatchObject({
      audience: 'orders-api',
      enabledBefore: false,
      token: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(claim.id).toBe('ords:PLAIN:claim:orders-claim');
    const { outs } = claim;
    expect(await claim.refresh()).toBe(true);
    expect(claim.outs).toEqual(outs);
    await claim.update({
      ...own,
      enablesSchema: false,
      owner: { stack: 'shop/prod', resource: 'orders-claim' },
    });
    expect(claim.outs).toMatchObject({ token: outs.token, enabledBefore: false });
    expect(claim.outs).not.toHaveProperty('audience');
    expect(await left()).toEqual(before);
    await claim.delete();
    const other = await driven('Claim').create({ schema: user === 'PLAIN' ? 'plain' : 'ordsdemo' });
    expect(other.outs).toMatchObject({ enabledBefore: user !== 'PLAIN' });
    expect(other.outs.token).not.toBe(outs.token);
  });

  it('everything is made twice over, and the second is the stack’s own', async () => {
    const claim = await claimed();
    await everything(claim);
    const made = await everything(claim);
    for (const resource of made) expect(resource.outs).toMatchObject({ adopted: false });
    expect(made[0]?.outs).toMatchObject({ enabledByUs: true });
    expect(lines().match(/own work of an interrupted run/g)).toHaveLength(5);
    for (const resource of made.reverse()) await resource.delete();
    await claim.delete();
    expect(await left()).toEqual(NOTHING);
  });

  it('its end removes what no state knows, and says so', async () => {
    const claim = await claimed();
    await everything(claim);
    await claim.delete();
    expect(await left()).toEqual(NOTHING);
    expect(lines()).toContain('removed module "orders" of schema PLAIN, which an interrupted run had left');
    await claim.delete();
  });

  it('keepProtected removes nothing; another claim with the same marks’ stack removes nothing of it', async () => {
    const claim = await claimed({ onDelete: 'keepProtected' });
    await everything(claim);
    await claim.delete();
    await (await claimed()).delete();
    expect(await left()).toEqual({
      modules: [['orders', 'PUBLISHED']],
      privileges: ['orders.read'],
      profiles: 1,
      enabled: true,
    });
    await claim.update({ ...own, enablesSchema: true, onDelete: 'unpublish' });
    await claim.delete();
    expect(await left()).toEqual(NOTHING);
  });

  it.each([
    ['unpublish', 'NOT_PUBLISHED'],
    ['makePublic', 'PUBLISHED'],
  ])(
    '%s: somebody’s module under the own privilege is %s afterwards, and stays',
    async (onDelete, status) => {
      const claim = await claimed({ onDelete });
      const [schema] = await everything(claim);
      const theirs = await driven('Module').create({
        ...own,
        name: 'theirs',
        basePath: '/theirs/',
        templates: [],
      });
      await driven('ModuleProtection').create({
        ...owned(claim, 'other'),
        module: 'theirs',
        privilege: 'orders.read',
      });
      await claim.delete();
      expect(await left()).toEqual({
        modules: [['theirs', status]],
        privileges: [],
        profiles: 0,
        enabled: true,
      });
      await theirs.delete();
      await schema?.delete();
    },
  );

  it('a privilege that alone covers somebody’s published module stays, and the next step is said', async () => {
    const claim = await claimed();
    await everything(claim);
    const theirs = await driven('Module').create({
      ...own,
      name: 'theirs',
      basePath: '/more/',
      templates: [],
      status: 'PUBLISHED',
    });
    await expect(claim.delete()).rejects.toMatchObject({
      code: 'ords.privilege.still_protects',
      message: expect.stringContaining('"theirs"'),
    });
    expect(await left()).toMatchObject({ modules: [['theirs', 'PUBLISHED']], privileges: ['orders.read'] });
    await theirs.delete();
    await claim.delete();
    expect(await left()).toEqual(NOTHING);
  });

  it('nothing of another stack, and nothing without a mark, is touched', async () => {
    const claim = await claimed();
    const made = await everything(claim);
    const plain = await driven('Privilege').create({ ...own, name: 'plain' });
    const theirs = await driven('Privilege').create({ ...own, name: 'theirs', ...stranger });
    await claim.delete();
    expect(await left()).toEqual({
      modules: [],
      privileges: ['plain', 'theirs'],
      profiles: 0,
      enabled: true,
    });
    await plain.delete();
    await made[0]?.delete();
    expect(lines()).toMatch(/schema PLAIN stays enabled: .* held by stack store\/prod/);
    expect(await left()).toMatchObject({ enabled: true });
    await theirs.delete();
    await made[0]?.delete();
    expect(await left()).toEqual(NOTHING);
  });

  it.each([
    ['another mapping', { urlMappingPattern: 'shop' }, undefined, 'exists already'],
    ['something of another stack in it', {}, stranger, 'held by stack store/prod'],
    ['something of a stack of its name elsewhere in it', {}, elsewhere, 'of a stack of this name, shop/dev'],
  ])('an enabled schema with %s is not taken for own', async (_what, wanted, others, message) => {
    const claim = await claimed();
    const theirs = await driven('EnabledSchema').create(own);
    const privilege = others && (await driven('Privilege').create({ ...own, name: 'theirs', ...others }));
    const refused = driven('EnabledSchema').create({
      ...owned(claim, 'schema'),
      ...wanted,
      enabledBefore: false,
    });
    await expect(refused).rejects.toMatchObject({
      code: 'ords.schema.exists',
      message: expect.stringContaining(message),
    });
    await privilege?.delete();
    await theirs.delete();
  });
});
