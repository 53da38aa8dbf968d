import * as pulumi from '@pulumi/pulumi';

import { EnabledSchema } from '../../../components/ords/enabledSchema';
import { JwtProfile } from '../../../components/ords/jwtProfile';
import { Module } from '../../../components/ords/module';
import { ModuleProtection } from '../../../components/ords/moduleProtection';
import { Privilege } from '../../../components/ords/privilege';
import { Role } from '../../../components/ords/role';
import { Claim } from '../../../components/ords/claim';
import { Schema } from '../../../components/ords/schema';
import { connection } from './arbitraries';

const registered: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    call: () => ({}),
    newResource: (args) => {
      registered.push(args);
      return {
        id: `${args.name}-id`,
        state: { ...args.inputs, schemaVersion: 1 } as Record<string, unknown>,
      };
    },
  });
});

/** Resolves when the resource has been registered. */
function value<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

const classes: [
  name: string,
  make: () => pulumi.CustomResource & {
    schemaVersion: pulumi.Output<number>;
    connection: pulumi.Output<unknown>;
  },
][] = [
  ['EnabledSchema', () => new EnabledSchema('a', { connection })],
  ['Role', () => new Role('b', { connection, name: 'reader' })],
  [
    'Module',
    () =>
      new Module('c', {
        connection,
        name: 'm',
        basePath: '/m/',
        templates: [{ pattern: 'x', handlers: [] }],
      }),
  ],
  ['Privilege', () => new Privilege('d', { connection, name: 'p', roles: ['r'] })],
  ['ModuleProtection', () => new ModuleProtection('e', { connection, module: 'm', privilege: 'p' })],
  ['JwtProfile', () => new JwtProfile('f', { connection, issuer: 'i', audience: 'a', jwkUrl: 'https://k' })],
  ['Claim', () => new Claim('g', { connection }) as never],
];

it.each(classes)(
  '%s registers its type, the constant provider text and a secret connection',
  async (name, make) => {
    const resource = make();
    expect(await value(resource.schemaVersion)).toBe(1);
    const args = registered.at(-1);
    expect(args?.type).toBe(`pulumi-nodejs:dynamic/ords:${name}`);
    expect(args?.inputs.__provider).toBe(
      `exports.handler=()=>require("pulumi-ords/provider").provider("${name}")`,
    );
    expect(pulumi.runtime.isRpcSecret(args?.inputs.connection)).toBe(true);
    expect(await pulumi.isSecret(resource.connection)).toBe(true);
    expect((resource.constructor as unknown as { __pulumiType: string }).__pulumiType).toBe(args?.type);
  },
);

it('two resources that nothing tells apart are refused under one claim, and allowed without', () => {
  const claim = new Claim('h', { connection });
  const protect = (name: string, under?: Claim): ModuleProtection =>
    new ModuleProtection(name, { connection, module: 'm', privilege: 'p', ...(under && { claim: under }) });
  protect('one', claim);
  expect(() => protect('two', claim)).toThrow(/the protection of module "m".*ords\.claim\.same_name/);
  new Role('same', { connection, name: 'r', claim });
  expect(() => new Role('same', { connection, name: 's', claim })).toThrow('ords.claim.same_name');
  protect('three');
  protect('four', new Claim('i', { connection }));
});

describe('Schema', () => {
  const adminConnection = { ...connection, walletPassword: 'opens_the_wallet' };

  it('registers its administrator and its password as secrets', async () => {
    const schema = new Schema('s1', { adminConnection, name: 'orders', password: 'Own_password_1' });
    expect(await value(schema.schemaVersion)).toBe(1);
    const args = registered.at(-1);
    expect(args?.type).toBe(Schema.__pulumiType);
    expect(args?.inputs.__provider).toContain('provider("Schema")');
    for (const secret of ['adminConnection', 'password'])
      expect(pulumi.runtime.isRpcSecret(args?.inputs[secret])).toBe(true);
  });

  it('gives its owner a connection to the same database, with the password as a secret', async () => {
    const { connection: owners } = new Schema('s2', {
      adminConnection,
      name: 'orders',
      password: 'Own_password_1',
    });
    expect(await value(pulumi.output(owners))).toEqual({
      ...adminConnection,
      user: 'orders',
      password: 'Own_password_1',
    });
    expect(await pulumi.isSecret(owners.password as pulumi.Output<string>)).toBe(true);
    expect(await pulumi.isSecret(owners.walletPassword as pulumi.Output<string>)).toBe(true);
  });

  it('passes the name of a variable on, and no password of the administrator', async () => {
    const { connection: owners } = new Schema('s3', {
      adminConnection,
      name: 'orders',
      passwordEnv: 'ORDERS_PASSWORD',
    });
    expect(await value(pulumi.output(owners))).not.toHaveProperty('password');
    expect(owners.passwordEnv).toBe('ORDERS_PASSWORD');
  });

  it('without a password nobody but the administrator logs on', async () => {
    const { connection: owners } = new Schema('s4', { adminConnection, name: 'orders' });
    expect(await value(pulumi.output(owners))).toEqual(adminConnection);
  });
});
