import { writeFileSync } from 'node:fs';
import { TestDomain } from './support/domain';
import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { TestStack } from './support/stack';

// What is about OCI IAM itself; the life cycle is the one of every identity provider.

jest.setTimeout(300_000);

const PROGRAM = `
const { readFileSync } = require('node:fs');
const pulumi = require('@pulumi/pulumi');
const { ProtectedApi, ociIam } = require('pulumi-ords');
const { clients, ...settings } = JSON.parse(readFileSync('settings.json', 'utf8'));
const api = new ProtectedApi('hr', {
  audience: 'ords/',
  scopes: { 'hr.read': { description: 'Read HR', modules: ['hr'] } },
  clients,
  identityProvider: ociIam({ domain: process.env.OCI_IAM_DOMAIN_URL + '/', ...settings }),
  agreement: false,
  ords: {
    schema: process.env.ORDS_USER,
    baseUrl: process.env.ORDS_BASE_URL,
    enableSchema: true,
    connection: {
      connectString: process.env.ORDS_CONNECT_STRING,
      user: process.env.ORDS_USER,
      password: pulumi.secret(process.env.ORDS_PASSWORD),
    },
    modules: {
      hr: {
        basePath: '/hr/',
        templates: [
          { pattern: 'me', handlers: [{ method: 'GET', sourceType: 'json/query', source: 'select 1 as n from dual' }] },
        ],
      },
    },
  },
});
exports.hr = { issuer: api.issuer, audience: api.audience, clients: api.clients, endpoints: api.endpoints };
`;
const BACKEND = { backend: { scopes: ['hr.read'] } };
const WEB = { web: { scopes: ['hr.read'], redirectUris: ['https://app.example.com/callback'] } };

let sandbox: TestSandbox;
let stack: TestStack;
let domain: TestDomain;
let requests: Requests;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  domain = await TestDomain.open(sandbox);
  requests = new Requests(sandbox);
  stack = await TestStack.create(sandbox);
  stack.program(PROGRAM);
});
afterAll(async () => {
  await domain?.close();
  await requests?.close();
  stack?.remove();
  await sandbox?.stop();
});

function settings(values: object): void {
  writeFileSync(stack.file('settings.json'), JSON.stringify({ publicSigningCertificate: true, ...values }));
}

/** What ORDS answers to a token that the client asks for, as its own outputs say. */
async function answerOfOrds(): Promise<{ clientId: string; status: number }> {
  const { clients, endpoints } = await stack.outputs('hr');
  const { clientId = '', clientSecret = '' } = clients.backend ?? {};
  const token = await domain.token(clientId, clientSecret, 'ords/hr.read');
  return { clientId, status: await requests.status(`${endpoints.hr}me`, token) };
}

const urnOf = (name: string) =>
  stack.state().resources.find(({ urn }) => urn.endsWith(`::${name}`))?.urn ?? '';

describe('one stack in an identity domain', () => {
  test('up opens the keys, and a token of the full scope is let in', async () => {
    expect(await domain.jwksStatus()).toBe(401);
    settings({ clients: BACKEND });
    await stack.up();
    expect(await domain.jwksStatus()).toBe(200);
    expect((await answerOfOrds()).status).toBe(200);
    const { endpoints, issuer } = await stack.outputs('hr');
    expect(issuer).toBe('https://identity.oraclecloud.com/');
    expect(await requests.status(`${endpoints.hr}me`)).toBe(401);
  });

  test('a second up, with a refresh of what the server has added, changes nothing', async () => {
    await domain.writes();
    expect(await stack.up()).toEqual({});
    expect(await domain.writes()).toEqual([]);
  });

  test('an app that was deactivated and keys that were closed by hand come back', async () => {
    const [app] = await domain.apps('hr');
    await domain.replace(`/Apps/${String(app?.id)}`, 'active', false);
    await domain.replace('/Settings/Settings', 'signingCertPublicAccess', false);
    const { output } = await stack.preview();
    expect(output).toMatch(/AppActivation: \(update\)[^]*active: false => true/);
    expect(output).toMatch(/SigningCertificateAccess: \(update\)[^]*public: false => true/);
    await stack.up();
    expect(await domain.jwksStatus()).toBe(200);
    expect((await domain.apps('hr'))[0]?.active).toBe(true);
    expect((await answerOfOrds()).status).toBe(200);
  });

  test('a name that is taken is said at once, and nothing is made', async () => {
    const foreign = await domain.administer('POST', '/Apps', {
      schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:App'],
      displayName: 'hr-web',
      basedOnTemplate: { value: 'CustomWebAppTemplateId' },
    });
    await domain.writes();
    settings({ clients: { ...BACKEND, ...WEB } });
    expect(await stack.failingUp()).toMatch(/the name "hr-web" is taken[^]*\[oci\.app\.exists\]\. Next: /);
    expect(await domain.writes()).toEqual([]);
    await domain.administer('DELETE', `/Apps/${String(foreign.id)}`);
  });

  test('an app that is replaced is deactivated first, under the name that it keeps; another is added', async () => {
    const before = await answerOfOrds();
    await stack.run(['up', '--yes', '--skip-preview', '--replace', urnOf('hr-backend')]);
    const after = await answerOfOrds();
    expect(after.status).toBe(200);
    expect(after.clientId).not.toBe(before.clientId);
    expect(await domain.apps('hr-backend')).toHaveLength(1);
    expect((await domain.apps('hr-web'))[0]).toMatchObject({
      allowedGrants: expect.arrayContaining(['authorization_code', 'refresh_token']) as unknown,
      allUrlSchemesAllowed: false,
      description: expect.stringMatching(/^\[pulumi-ords lifecycle\/test#[0-9a-f]{12} hr-web\]$/) as unknown,
    });
  });

  test('in role mode the domain puts the groups into the tokens of this API, and ORDS takes them for roles', async () => {
    settings({ clients: WEB, groupClaim: 'iam_groups' });
    await stack.up();
    expect(await domain.apps('hr-backend')).toEqual([]);
    expect((await domain.administer('GET', '/CustomClaims')).Resources).toMatchObject([
      { name: 'iam_groups', value: '$user.groups.*.display', scopes: ['ords/hr.read'], tokenType: 'AT' },
    ]);
    const { endpoints } = await stack.outputs('hr');
    const statuses = ['hr.read', 'others'].map(async (group) => {
      const { token } = await sandbox.control.call<{ token: string }>('domain/mintToken', {
        audience: 'ords/',
        claims: { iam_groups: [group] },
      });
      return requests.status(`${endpoints.hr}me`, token);
    });
    const [member, stranger] = await Promise.all(statuses);
    expect(member).toBe(200);
    expect([401, 403]).toContain(stranger);
    expect((await stack.preview()).changes).toEqual({});
  });

  test('a user without the right to write is told which right it is', async () => {
    const reader = await sandbox.control.call<Record<string, string>>('domain/reader');
    await domain.replace('/Settings/Settings', 'signingCertPublicAccess', false);
    const { userId: userOcid, fingerprint, privateKeyPath } = reader;
    settings({
      clients: WEB,
      groupClaim: 'iam_groups',
      credentials: { userOcid, fingerprint, privateKeyPath },
    });
    expect(await stack.failingUp()).toMatch(
      /cannot give public access to the signing certificate; found 403:[^]*\[oci\.domain\.no_right\]\. Next: give the user of the API key the role Identity Domain Administrator/,
    );
    settings({ clients: WEB, groupClaim: 'iam_groups' });
    await stack.up();
    expect(await domain.jwksStatus()).toBe(200);
  });

  test('destroy needs no program, and leaves no app and no open keys', async () => {
    stack.program('throw new Error("destroy has run the program");');
    await stack.destroy();
    for (const name of ['hr', 'hr-backend', 'hr-web']) expect(await domain.apps(name)).toEqual([]);
    expect((await domain.administer('GET', '/CustomClaims')).Resources).toEqual([]);
    expect(await domain.jwksStatus()).toBe(401);
    expect(stack.state().resources).toEqual([]);
  });
});
