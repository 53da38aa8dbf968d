import { enabledSchemaKind } from '../../../components/ords/lifecycle/enabledSchema';
import { jwtProfileKind } from '../../../components/ords/lifecycle/jwtProfile';
import type { Kind } from '../../../components/ords/lifecycle/kind';
import { Lifecycle } from '../../../components/ords/lifecycle/lifecycle';
import { moduleKind } from '../../../components/ords/lifecycle/module';
import { moduleProtectionKind } from '../../../components/ords/lifecycle/moduleProtection';
import { privilegeKind } from '../../../components/ords/lifecycle/privilege';
import { roleKind } from '../../../components/ords/lifecycle/role';
import { UNKNOWN } from '../../../components/ords/lifecycle/plain';
import { currentState } from '../../../components/ords/stateVersion';
import { connection } from './arbitraries';
import { FakeOrds } from './fakeOrds';

function check<I extends object, E extends object>(kind: Kind<I, E>, props: object) {
  return new Lifecycle(kind, new FakeOrds().open).check({ connection, ...props });
}

const PEM = '-----BEGIN PRIVATE KEY-----\nSecret_1\n-----END PRIVATE KEY-----\n';
const profile = { issuer: 'https://t.example.com/', audience: 'api', jwkUrl: 'https://t.example.com/k' };
const handler = { method: 'GET', sourceType: 'json/collection', source: 'select 1 from dual' };
const withHandlers = (handlers: object[]): object => ({
  name: 'm',
  basePath: '/m/',
  templates: [{ pattern: 'x', handlers }],
});

describe.each([
  ['no name', roleKind, {}, 'name', /required/],
  ['white space', roleKind, { name: 'reader ' }, 'name', /"reader "/],
  ['a character that cannot be seen', roleKind, { name: 'rea\u200bder' }, 'name', /rea<U\+200B>der/],
  ['a name that is too long', roleKind, { name: 'x'.repeat(256) }, 'name', /255/],
  ['a property that does not exist', roleKind, { name: 'r', nmae: 'x' }, 'nmae', /not an argument of Role/],
  [
    'no password',
    roleKind,
    { name: 'r', connection: { ...connection, password: '' } },
    'connection.password',
    /required/,
  ],
  [
    'a line feed in the password',
    roleKind,
    { name: 'r', connection: { ...connection, password: 'Secret_1\n' } },
    'connection.password',
    /white space/,
  ],
  [
    'credentials in the connect string',
    roleKind,
    { name: 'r', connection: { ...connection, connectString: 'hr/Secret_1@db/pdb' } },
    'connection.connectString',
    /must not carry/,
  ],
  [
    'a password behind the user',
    roleKind,
    { name: 'r', connection: { ...connection, user: 'hr/Secret_1 ' } },
    'connection.user',
    /must not carry/,
  ],
  [
    'a connection that is one text',
    roleKind,
    { name: 'r', connection: 'hr/Secret_1@db/pdb' },
    'connection',
    /must be an object/,
  ],
  [
    'a time-out of 0',
    roleKind,
    { name: 'r', connection: { ...connection, callTimeoutSeconds: 0 } },
    'connection.callTimeoutSeconds',
    /1 to 3600/,
  ],
  ...(
    [
      [
        'no source of the password',
        { password: undefined },
        'password',
        /exactly one of password, passwordEnv/,
      ],
      ['a password twice', { passwordEnv: 'DB_PASSWORD' }, 'passwordEnv', /beside password/],
      [
        'a password and a token',
        { accessTokenFile: '/t', connectString: 'db' },
        'accessTokenFile',
        /beside password/,
      ],
      [
        'a password in the place of a variable',
        { password: undefined, passwordEnv: 'Secret_1!' },
        'passwordEnv',
        /name of an environment variable/,
      ],
      [
        'a token without TLS',
        { password: undefined, accessTokenFile: '/t', connectString: 'db:1521/pdb' },
        'connectString',
        /unencrypted/,
      ],
      [
        'a token without TLS, in a description',
        {
          password: undefined,
          accessTokenFile: '/t',
          connectString: '(description=(address=(protocol = tcps)(host=a))(address=(PROTOCOL=TCP)(host=b)))',
        },
        'connectString',
        /unencrypted/,
      ],
      ['a path of the shell', { walletDirectory: '~/wallet' }, 'walletDirectory', /path in full/],
      [
        'two wallets',
        { walletDirectory: '/w', walletContent: PEM },
        'walletContent',
        /beside walletDirectory/,
      ],
      ['a wallet in base64', { walletContent: 'Secret_1' }, 'walletContent', /ewallet\.pem/],
      ['a password of no wallet', { walletPassword: 'Secret_1' }, 'walletPassword', /no wallet/],
      ['a misspelt property', { walletLocation: '/w' }, 'walletLocation', /not an argument of connection/],
    ] as const
  ).map(
    ([what, changed, property, reason]) =>
      [
        what,
        roleKind,
        { name: 'r', connection: { ...connection, ...changed } },
        `connection.${property}`,
        reason,
      ] as const,
  ),
  ['a pattern without slash', privilegeKind, { name: 'p', patterns: ['orders/*'] }, 'patterns', /slash/],
  ['a role with white space', privilegeKind, { name: 'p', roles: ['a', ' b'] }, 'roles[1]', /" b"/],
  ['roles that are no list', privilegeKind, { name: 'p', roles: 'a' }, 'roles', /list/],
  ['a long label', privilegeKind, { name: 'p', label: 'x'.repeat(256) }, 'label', /255/],
  [
    'a JWKS URL that is not https',
    jwtProfileKind,
    { ...profile, jwkUrl: 'http://t.example.com/k' },
    'jwkUrl',
    /https/,
  ],
  ['an audience with white space', jwtProfileKind, { ...profile, audience: 'api ' }, 'audience', /"api "/],
  ['a skew of 0', jwtProfileKind, { ...profile, allowedSkew: 0 }, 'allowedSkew', /0 switches/],
  ['a skew above 60', jwtProfileKind, { ...profile, allowedSkew: 61 }, 'allowedSkew', /1 to 60/],
  ['an age of 0', jwtProfileKind, { ...profile, allowedAge: 0 }, 'allowedAge', /leave it out/],
  [
    'a role claim that is no pointer',
    jwtProfileKind,
    { ...profile, roleClaimName: 'roles' },
    'roleClaimName',
    /slash/,
  ],
  ['a mapping with a slash', enabledSchemaKind, { urlMappingPattern: 'a/b' }, 'urlMappingPattern', /slashes/],
  [
    'an unknown onDelete',
    moduleProtectionKind,
    { module: 'm', privilege: 'p', onDelete: 'open' },
    'onDelete',
    /"unpublish"/,
  ],
  ['an unknown status', moduleKind, { ...withHandlers([]), status: 'OPEN' }, 'status', /"PUBLISHED"/],
  ['a method twice', moduleKind, withHandlers([handler, handler]), 'templates[0].handlers', /"GET" twice/],
  [
    'a handler without source',
    moduleKind,
    withHandlers([{ ...handler, source: '' }]),
    'templates[0].handlers[0].source',
    /required/,
  ],
  [
    'a query parameter',
    moduleKind,
    withHandlers([{ ...handler, parameters: [{ name: 'q', sourceType: 'QUERY' }] }]),
    'templates[0].handlers[0].parameters[0].sourceType',
    /"URI"/,
  ],
  [
    'a misspelt handler property',
    moduleKind,
    withHandlers([{ ...handler, mimes: 'x' }]),
    'templates[0].handlers[0].mimes',
    /not an argument of handlers/,
  ],
] as const)('%s', (_what, kind, props, property, reason) => {
  it(`fails at ${property}`, () => {
    const { failures } = check(kind as Kind<object>, props);
    expect(failures).toEqual([{ property, reason: expect.stringMatching(reason) }]);
    expect(JSON.stringify(failures)).not.toContain('Secret_1');
  });
});

describe('a connection', () => {
  const { password: _none, ...address } = connection;
  const tcps = 'tcps://db.example.com:1522/pdb';
  it.each([
    ['passwordEnv', { ...address, passwordEnv: 'DB_PASSWORD' }],
    ['an empty password beside a variable', { ...address, passwordEnv: 'DB_PASSWORD' }, { password: '' }],
    ['a token', { ...address, accessTokenFile: '/t/token', connectString: tcps }],
    [
      'a token and a description',
      { ...address, accessTokenFile: 't', connectString: '(description=(address=(protocol=TCPS)(host=a)))' },
    ],
    [
      'a token and a name',
      { ...address, accessTokenFile: 't', connectString: 'orders_tp', configDirectory: '/c' },
    ],
    ['a wallet', { ...connection, walletDirectory: 'wallet', walletPassword: 'W' }],
    ['the text of a wallet', { ...connection, walletContent: PEM }],
    ['a password that is not known yet', { ...connection, password: UNKNOWN, walletContent: UNKNOWN }],
    ['a token file that is not known yet', { ...address, accessTokenFile: UNKNOWN, connectString: UNKNOWN }],
  ])('may have %s', (_what, expected, more: object = {}) => {
    const { inputs, failures } = check(roleKind, { name: 'r', connection: { ...expected, ...more } });
    expect(failures).toEqual([]);
    expect(inputs.connection).toEqual(expected);
  });
});

describe('the schema in effect', () => {
  it.each([
    ['hr', undefined, 'HR'],
    ['"Hr"', undefined, '"Hr"'],
    ['deployer[hr]', undefined, 'HR'],
    ['admin', 'hr', 'HR'],
    ['admin', '"Hr"', '"Hr"'],
    ['admin', '"HR"', 'HR'],
  ])('of user %s and schema %s is %s', (user, schema, expected) => {
    const { inputs, failures } = check(roleKind, {
      name: 'r',
      connection: { ...connection, user },
      ...(schema && { schema }),
    });
    expect(failures).toEqual([]);
    expect(inputs.schema).toBe(expected);
  });

  it.each([
    ['hr', 'hr', undefined],
    ['"Hr"', '"Hr"', undefined],
    ['proxy[hr]', 'HR', undefined],
    ['admin', 'hr', 'HR'],
    ['admin', '"Hr"', 'Hr'],
  ])('user %s on %s: administrator packages with %s', async (user, schema, expected) => {
    const fake = new FakeOrds();
    const lifecycle = new Lifecycle(roleKind, fake.open);
    await lifecycle.create(
      lifecycle.check({ name: 'r', schema, connection: { ...connection, user } }).inputs,
    );
    expect(fake.statements[0]?.schema).toBe(expected);
  });
});

describe('state of other releases', () => {
  it('is brought forward step by step', () => {
    const steps = { 1: (state: object) => ({ ...state, b: 1 }), 2: (state: object) => ({ ...state, c: 2 }) };
    expect(currentState({ schemaVersion: 1, a: 0 }, steps, 3)).toEqual({
      schemaVersion: 3,
      a: 0,
      b: 1,
      c: 2,
    });
  });

  it('of a newer release is refused', () => {
    expect(() => currentState({ schemaVersion: 99 })).toThrow('ords.state.newer');
  });
});
