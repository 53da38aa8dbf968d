import * as pulumi from '@pulumi/pulumi';
import { Claim, ociIam, ProtectedApi } from '../../../components/index';
import { OciIamApi, type OciIamApiArgs } from '../../../components/entryPoints/oci';
import { readDomainFacts } from '../../../components/idp/ociIssuer';
import type { ProtectedApiArgs } from '../../../components/protectedApiArgs';

jest.mock('../../../components/idp/ociIssuer');
const facts = jest.mocked(readDomainFacts);

const DOMAIN = 'https://idcs-0123.identity.oraclecloud.com';
const ISSUER = 'https://identity.oraclecloud.com/';

interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getImportid(): string;
  getDeletebeforereplace(): boolean;
  getIgnorechangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
  getDependenciesList(): string[];
  getHooks(): { getBeforeCreateList(): string[] } | undefined;
}

interface Monitor {
  registerResource(request: Request, done: unknown): void;
  /** Pulumi's mocks have none, an engine has. */
  registerResourceHook?(hook: unknown, done: (error: null) => void): void;
}

let registered: { type: string; name: string; inputs: Record<string, unknown> }[] = [];
let requests: Request[] = [];
let warnings: string[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        return { id: `${name}-id`, state: { ...inputs, ...computed(type, name, inputs) } };
      },
      call: ({ token }) =>
        token === 'oci:Identity/getDomain:getDomain' ? { url: `${DOMAIN}:443`, state: 'ACTIVE' } : {},
    },
    'shop',
    'dev',
  );
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const { registerResource } = monitor;
  monitor.registerResource = (request, done) => {
    requests.push(request);
    registerResource.call(monitor, request, done);
  };
});
beforeEach(() => {
  registered = [];
  requests = [];
  warnings = [];
  facts.mockResolvedValue({ issuer: ISSUER, publicKeys: true });
  jest.spyOn(pulumi.log, 'warn').mockImplementation(async (message) => void warnings.push(message));
});

/** What only the other side knows (facts/oci-iam.md 1.3). */
function computed(type: string, name: string, inputs: Record<string, unknown>): Record<string, unknown> {
  if (type.endsWith(':Claim')) return { token: '4f9a2c81d3e0', enabledBefore: false };
  if (type.endsWith(':Domain')) return { url: `${DOMAIN}:443` };
  if (!type.endsWith(':DomainsApp')) return { basePath: '/x/' };
  const scopes = (inputs.scopes ?? []) as { value: string }[];
  return {
    name: `${name}-client-id`,
    clientSecret: 'not-in-clear',
    scopes: scopes.map((scope) => ({ ...scope, fqs: `${String(inputs.audience)}${scope.value}` })),
  };
}

const value = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));
async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 100; quiet += 1) {
    const before = registered.length;
    await new Promise(setImmediate);
    if (registered.length > before) quiet = 0;
  }
}
const inputsOf = (name: string) => registered.find((resource) => resource.name === name)?.inputs;
const requestOf = (name: string) => requests.find((request) => request.getName() === name);
const dependenciesOf = (name: string) =>
  requestOf(name)
    ?.getDependenciesList()
    .map((urn) => urn.slice(urn.lastIndexOf('::') + 2));

const connection = { connectString: 'localhost:1521/x', user: 'HR', password: 'not-in-clear' };
const request: OciIamApiArgs = {
  domain: `${DOMAIN}:443/`,
  displayName: 'hr',
  audience: 'ords/',
  plainAudience: 'ords/',
  scopes: [
    { name: 'hr.read', description: 'Read HR' },
    { name: 'hr.write', description: undefined },
  ],
  clients: { backend: { scopes: ['hr.read'], displayName: 'hr-backend', description: undefined } },
};

async function make(name: string, change: Partial<OciIamApiArgs> = {}): Promise<OciIamApi> {
  const api = new OciIamApi(name, { ...request, ...change });
  await settled();
  return api;
}

describe('apps that are taken over', () => {
  const claim = (name: string) => new Claim(`${name}-claim`, { connection, audience: 'ords/' });
  const clients = {
    ...request.clients,
    web: { ...request.clients.backend!, displayName: 'hr-web', description: 'Of the shop' },
  };
  const ids = { api: '5e1f01', clients: { web: '5e1f02' } };

  test('are imported from the origin of the domain, kept by destroy, and carry no mark', async () => {
    await make('adopted', { clients, adopt: ids, claim: claim('adopted') });
    for (const [name, id] of [
      ['adopted-api', '5e1f01'],
      ['adopted-web', '5e1f02'],
    ] as const) {
      expect(requestOf(name)?.getImportid()).toBe(`idcsEndpoint/${DOMAIN}/apps/${id}`);
      expect(requestOf(name)?.getRetainondelete()).toBe(true);
      expect(requestOf(name)?.getIgnorechangesList()).toEqual(['schemas']);
      // Neither written for the sake of a deletion, nor deactivated by one.
      expect(inputsOf(name)).not.toHaveProperty('forceDelete');
      expect(requestOf(`${name}-activation`)?.getRetainondelete()).toBe(true);
    }
    expect(inputsOf('adopted-api')).not.toHaveProperty('description');
    expect(inputsOf('adopted-web')).toMatchObject({ description: 'Of the shop' });
    expect(inputsOf('adopted-names')).toMatchObject({
      names: ['hr', 'hr-backend', 'hr-web'],
      adopted: ['hr', 'hr-web'],
    });
    expect(requestOf('adopted-backend')?.getImportid()).toBe('');
    expect(requestOf('adopted-backend')?.getRetainondelete()).toBe(false);
    expect(String(inputsOf('adopted-backend')?.description)).toContain('[pulumi-ords ');
  });

  test('are deleted as the stack’s own where that is said', async () => {
    await make('owned', { adopt: { api: '5e1f01', onDelete: 'delete' } });
    expect(requestOf('owned-api')?.getRetainondelete()).toBe(false);
    expect(inputsOf('owned-api')).toMatchObject({ forceDelete: true });
    expect(requestOf('owned-api-activation')?.getRetainondelete()).toBe(false);
  });

  test('ids that belong to no client are refused before anything is made', () => {
    expect(() => new OciIamApi('wrong', { ...request, adopt: { clients: { nobody: '1' } } })).toThrow(
      /oci\.adopt\.unknown_client/,
    );
  });

  test('without any, nothing of it is in the inputs', async () => {
    await make('none');
    expect(inputsOf('none-names')).not.toHaveProperty('adopted');
  });
});

describe('OciIamApi', () => {
  test('makes a resource app and a client app that may ask for exactly its scopes', async () => {
    const api = await make('a');
    expect(inputsOf('a-api')).toEqual({
      idcsEndpoint: DOMAIN,
      displayName: 'hr',
      basedOnTemplate: { value: 'CustomWebAppTemplateId' },
      schemas: [
        'urn:ietf:params:scim:schemas:oracle:idcs:App',
        'urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags',
      ],
      active: true,
      forceDelete: true,
      isOauthResource: true,
      audience: 'ords/',
      scopes: [
        { value: 'hr.read', displayName: 'hr.read', requiresConsent: false, description: 'Read HR' },
        { value: 'hr.write', displayName: 'hr.write', requiresConsent: false },
      ],
    });
    expect(inputsOf('a-backend')).toMatchObject({
      idcsEndpoint: DOMAIN,
      displayName: 'hr-backend',
      isOauthClient: true,
      clientType: 'confidential',
      trustScope: 'Explicit',
      allowedGrants: ['client_credentials'],
      allowedScopes: [{ fqs: 'ords/hr.read' }],
    });
    expect(await value(api.issuer)).toBe(ISSUER);
    expect(await value(api.jwksUrl)).toBe(`${DOMAIN}/admin/v1/SigningCert/jwk`);
    expect(await value(api.audience)).toBe('ords/');
    const { clientId, clientSecret } = api.clients.backend!;
    expect([await pulumi.isSecret(clientId), await pulumi.isSecret(clientSecret)]).toEqual([true, true]);
    expect([await value(clientId), await value(clientSecret)]).toEqual([
      'a-backend-client-id',
      'not-in-clear',
    ]);
  });

  test('every app can be deleted: its activation names it, and clients go before the API', async () => {
    await make('b');
    for (const app of ['b-api', 'b-backend']) {
      expect(inputsOf(`${app}-activation`)).toMatchObject({ domainUrl: DOMAIN, appId: `${app}-id` });
      const made = requestOf(app)!;
      expect(made.getDeletebeforereplace()).toBe(true);
      expect(made.getIgnorechangesList()).toEqual(['schemas']);
      expect(made.getAdditionalsecretoutputsList()).toEqual(
        expect.arrayContaining(['clientSecret', 'hashedClientSecret']),
      );
    }
    expect(requestOf('b-backend')?.getAdditionalsecretoutputsList()).toContain('name');
    expect(dependenciesOf('b-api')).toContain('b-names');
    expect(dependenciesOf('b-backend')).toEqual(
      expect.arrayContaining(['b-api', 'b-api-activation', 'b-names']),
    );
    expect(inputsOf('b-names')).toMatchObject({ names: ['hr', 'hr-backend'] });
  });

  test('an engine asks for the name of each app before it creates it', async () => {
    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    monitor.registerResourceHook = (_hook, done) => done(null);
    try {
      await make('r');
    } finally {
      delete monitor.registerResourceHook;
    }
    for (const app of ['r-api', 'r-backend'])
      expect(requestOf(app)?.getHooks()?.getBeforeCreateList()).toHaveLength(1);
  });

  test('a client that people sign in to has a code, a refresh token, and no token of its own', async () => {
    const web = { scopes: ['hr.read'], displayName: 'hr-web', description: 'Web' };
    await make('c', {
      clients: {
        web: { ...web, redirectUris: ['https://app.example.com/cb'] },
        local: { ...web, displayName: 'hr-local', redirectUris: ['http://localhost:3000/cb'] },
      },
    });
    expect(inputsOf('c-web')).toMatchObject({
      allowedGrants: ['authorization_code', 'refresh_token'],
      redirectUris: ['https://app.example.com/cb'],
      allUrlSchemesAllowed: false,
      description: 'Web',
    });
    expect(inputsOf('c-local')).toMatchObject({ allUrlSchemesAllowed: true });
    expect(inputsOf('c-api')).toMatchObject({ allowOffline: true });
  });

  test('the domain is found by its OCID', async () => {
    const api = await make('d', { domain: 'ocid1.domain.oc1..aaaa' });
    expect(await value(api.domainUrl)).toBe(DOMAIN);
    expect(facts).toHaveBeenLastCalledWith(DOMAIN, { isNew: false });
  });

  test('a domain that is made is protected and stays, unless told otherwise', async () => {
    const { domain: _existing, ...rest } = request;
    const createDomain = { compartmentId: 'ocid1.compartment.oc1..c', homeRegion: 'eu-frankfurt-1' };
    const api = new OciIamApi('e', { ...rest, createDomain });
    new OciIamApi('f', { ...rest, createDomain: { ...createDomain, protect: false, retainOnDelete: false } });
    await settled();
    expect(inputsOf('e-domain')).toEqual({
      ...createDomain,
      displayName: 'hr',
      description: 'Tokens for hr',
      licenseType: 'free',
    });
    const kept = ['e', 'f'].map((name) => {
      const made = requestOf(`${name}-domain`)!;
      return [made.getProtect(), made.getRetainondelete()];
    });
    expect(kept).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(await value(api.domainUrl)).toBe(DOMAIN);
    expect(facts).toHaveBeenLastCalledWith(DOMAIN, { isNew: true });
  });

  test('keys that are not public are said, and opened only when asked to', async () => {
    facts.mockResolvedValue({ issuer: ISSUER, publicKeys: false });
    await make('g');
    expect(warnings).toEqual([expect.stringContaining('[oci.jwks.closed]')]);
    expect(inputsOf('g-signing-certificate')).toBeUndefined();
    await make('h', { publicSigningCertificate: true });
    expect(warnings).toHaveLength(1);
    expect(inputsOf('h-signing-certificate')).toMatchObject({ domainUrl: DOMAIN });
    expect(dependenciesOf('h-signing-certificate')).toContain('h-signing-certificate-before');
  });

  test('role mode makes the claim for the scopes of this API, unless the domain has it', async () => {
    const clients = {};
    await make('i', { clients, groupClaim: 'iam_groups' });
    expect(inputsOf('i-group-claim')).toMatchObject({
      name: 'iam_groups',
      value: '$user.groups.*.display',
      scopes: ['ords/hr.read', 'ords/hr.write'],
    });
    await make('j', { clients, groupClaim: 'iam_groups', groupClaimExists: true });
    expect(inputsOf('j-group-claim')).toBeUndefined();
  });

  test('credentials are secrets, and those of the official provider are taken where none are given', async () => {
    await make('k', { credentials: { userOcid: 'ocid1.user.oc1..u', privateKey: 'not-in-clear' } });
    expect(pulumi.runtime.isRpcSecret(inputsOf('k-api-activation')?.credentials)).toBe(true);
    pulumi.runtime.setAllConfig({ 'oci:userOcid': 'ocid1.user.oc1..config' });
    await make('l');
    pulumi.runtime.setAllConfig({});
    expect(inputsOf('l-api-activation')?.credentials).toMatchObject({
      value: { userOcid: 'ocid1.user.oc1..config' },
    });
  });

  test('settings that cannot work are refused before anything is registered', () => {
    expect(() => new OciIamApi('m', { ...request, domain: `${DOMAIN}/ui` })).toThrow('[oci.domain.path]');
  });
});

describe('ProtectedApi with ociIam', () => {
  function values(change: Partial<ProtectedApiArgs<string, string>> = {}): ProtectedApiArgs<string, string> {
    return {
      audience: 'ords/',
      scopes: { 'hr.read': { modules: ['hr'] } },
      clients: { backend: { scopes: ['hr.read'] } },
      identityProvider: ociIam({ domain: DOMAIN }),
      ords: {
        baseUrl: 'https://db.example.com/ords',
        connection: { connectString: 'db/service', user: 'hr', password: 'not-in-clear' },
      },
      ...change,
    };
  }

  test('gives ORDS the issuer of discovery, and the command line a manifest without a secret', async () => {
    const api = new ProtectedApi('n', values());
    await settled();
    expect(await pulumi.isSecret(api.manifest)).toBe(false);
    const manifest = await value(api.manifest);
    expect(manifest).toMatchObject({
      identityProvider: { kind: 'oci-iam', domainUrl: DOMAIN },
      trust: { issuer: ISSUER, audience: 'ords/', jwksUrl: `${DOMAIN}/admin/v1/SigningCert/jwk` },
      clients: { backend: { clientId: 'n-backend-client-id', scopes: ['hr.read'] } },
    });
    expect(JSON.stringify(manifest)).not.toContain('not-in-clear');
    expect(inputsOf('n-backend')?.description).toBe('[pulumi-ords shop/dev#4f9a2c81d3e0 n-backend]');
    expect(inputsOf('n-api')?.description).toBe('[pulumi-ords shop/dev#4f9a2c81d3e0 n-api]');
  });

  test('the Agreement looks at the domain with the API key of the program, which is a secret there too', async () => {
    const credentials = { userOcid: 'ocid1.user.oc1..u', privateKey: 'not-in-clear' };
    const identityProvider = ociIam({ domain: DOMAIN, credentials });
    new ProtectedApi('r', values({ identityProvider, ords: { ...values().ords, schema: 'R' } }));
    await settled();
    const given = inputsOf('r-agreement')?.ociCredentials;
    expect(pulumi.runtime.isRpcSecret(given)).toBe(true);
    expect(pulumi.runtime.unwrapRpcSecret(given)).toEqual(credentials);
    expect(requestOf('r-agreement')?.getAdditionalsecretoutputsList()).toContain('ociCredentials');
  });

  test('without one the Agreement is told of none', async () => {
    new ProtectedApi('s', values({ ords: { ...values().ords, schema: 'S' } }));
    await settled();
    expect(inputsOf('s-agreement')).toBeDefined();
    expect(inputsOf('s-agreement')).not.toHaveProperty('ociCredentials');
  });

  test('an issuer without a slash is taken as the domain says it', async () => {
    facts.mockResolvedValue({ issuer: 'https://issuer.example.com', publicKeys: true });
    const api = new ProtectedApi('o', values({ ords: { ...values().ords, schema: 'O' } }));
    expect(await value(api.issuer)).toBe('https://issuer.example.com');
    await settled();
  });

  test('an audience that fuses is refused, and a warning once it is accepted', async () => {
    expect(() => new ProtectedApi('p', values({ audience: 'ords' }))).toThrow('[oci.audience.fuses]');
    const accepted = values({ audience: 'ords', accept: ['oci.audience.fuses'] });
    new ProtectedApi('q', { ...accepted, ords: { ...accepted.ords, schema: 'Q' } });
    await settled();
    expect(warnings.filter((text) => text.includes('[oci.audience.fuses]'))).toHaveLength(1);
  });
});
