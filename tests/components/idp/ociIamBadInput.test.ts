import * as pulumi from '@pulumi/pulumi';
import { ociIam, ProtectedApi } from '../../../components/index';
import type { OciIamArgs } from '../../../components/idp/ociIam';
import { OrdsError } from '../../../components/errors';

const DOMAIN = 'https://idcs-0123.identity.oraclecloud.com';
let registered = 0;

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      // The component itself is there before its values are looked at.
      if (!type.startsWith('pulumi-ords:')) registered += 1;
      return { id: name, state: inputs as Record<string, unknown> };
    },
    call: () => ({}),
  }),
);

interface Input {
  readonly audience?: string;
  readonly scope?: string;
  readonly identityProvider?: Partial<OciIamArgs>;
}

function refusalOf({ audience = 'ords/', scope = 'hr.read', identityProvider = {} }: Input): OrdsError {
  try {
    new ProtectedApi('hr', {
      audience,
      scopes: { [scope]: { modules: ['hr'] } },
      clients: { backend: { scopes: [scope] } },
      identityProvider: ociIam({ domain: DOMAIN, ...identityProvider }),
      ords: {
        schema: 'HR',
        baseUrl: 'https://ords.example.com/ords',
        connection: { connectString: 'db/service', user: 'hr', password: 'not-in-clear' },
      },
    });
  } catch (error) {
    if (error instanceof OrdsError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** What the field is, its code, what is expected instead. */
test.each<[string, Input, string, string, string]>([
  [
    'a domain URL with a path',
    { identityProvider: { domain: `${DOMAIN}/ui/v1` } },
    'identityProvider.domain',
    'oci.domain.path',
    `"${DOMAIN}"`,
  ],
  ['an audience without a slash', { audience: 'ords' }, 'audience', 'oci.audience.fuses', '"ords/"'],
  [
    'a scope with the audience inside',
    { scope: 'ords/hr.read' },
    'scopes["ords/hr.read"]',
    'trust.scope.audience_prefix',
    '"hr.read"',
  ],
  [
    'a scope with a slash in front',
    { audience: '/ords/', scope: '/hr.read' },
    'scopes["/hr.read"]',
    'oci.scope.leading_slash',
    '"hr.read"',
  ],
  [
    'a domain beside a new one',
    {
      identityProvider: {
        createDomain: { compartmentId: 'ocid1.compartment.oc1..a', homeRegion: 'eu-frankfurt-1' },
      },
    },
    'identityProvider.domain',
    'oci.domain.one_of',
    'domain for one that exists, or createDomain for a new one',
  ],
])('%s is refused in one line, before anything is made', async (_name, input, field, code, expected) => {
  const { message } = refusalOf(input);
  const lines = message.split('\n').filter((line) => line.includes(`[${code}]`));
  expect(lines).toHaveLength(1);
  const [line = ''] = lines;
  expect(line).toContain(`${field}: `);
  expect(line).toContain(`expected ${expected}`);
  expect(line).toMatch(/ Next: \S.*$/);
  expect(message).not.toContain('not-in-clear');
  // A registration is under way for some turns before it is seen.
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  expect(registered).toBe(0);
});

test('what is wrong in several places is said of each at once', () => {
  const { message } = refusalOf({
    audience: 'ords',
    scope: 'ordshr.read',
    identityProvider: { domain: `${DOMAIN}/ui`, tokenLifetime: 1 },
  });
  for (const code of [
    'oci.domain.path',
    'oci.audience.fuses',
    'trust.scope.audience_prefix',
    'oci.token_lifetime.range',
  ])
    expect(message).toContain(`[${code}]`);
});

test('a slash at the end of the domain URL does no harm', () => {
  const problems = ociIam({ domain: `${DOMAIN}:443/` }).check('hr', { scopes: [], clients: {} });
  expect(problems).toEqual([]);
});
