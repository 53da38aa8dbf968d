import { type Answer, appBody, APP_SCHEMA, type Body, TestDomain } from './support';

let server: TestDomain;
beforeAll(async () => {
  server = await TestDomain.start();
});
afterAll(() => server.stop());

const TAGS = 'urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags';
const MESSAGES = 'urn:ietf:params:scim:api:oracle:idcs:extension:messages:Error';
const messageId = ({ body }: Answer): unknown => (body[MESSAGES] as Body | undefined)?.['messageId'];

describe('creation', () => {
  test('answers with the defaults of a real app, a client id that is not the id, and fully qualified scopes', async () => {
    const { status, headers, body } = await server.createResource(
      'hr-api',
      'ords/',
      ['hr.read', 'hr.write'],
      {
        accessTokenExpiry: 600,
      },
    );
    expect(status).toBe(201);
    expect(headers['location']).toBe(`${server.domain.url}/admin/v1/Apps/${String(body['id'])}`);
    expect(body).toMatchObject({
      displayName: 'hr-api',
      active: true,
      audience: 'ords/',
      accessTokenExpiry: 600,
      refreshTokenExpiry: 604_800,
      isOAuthResource: true,
      isOAuthClient: false,
      trustScope: 'Explicit',
      loginMechanism: 'OIDC',
      clientIPChecking: 'anywhere',
      grantedAppRoles: [],
      meta: { resourceType: 'App', location: headers['location'] },
      idcsCreatedBy: { type: 'User', display: 'operator' },
      scopes: [
        { value: 'hr.read', fqs: 'ords/hr.read', requiresConsent: false, readOnly: false },
        { value: 'hr.write', fqs: 'ords/hr.write', requiresConsent: false, readOnly: false },
      ],
      basedOnTemplate: {
        value: 'CustomWebAppTemplateId',
        $ref: `${server.domain.url}/admin/v1/AppTemplates/CustomWebAppTemplateId`,
      },
    });
    expect(body['id']).toMatch(/^[0-9a-f]{32}$/);
    expect(body['name']).toMatch(/^[0-9a-f]{32}$/);
    expect(body['name']).not.toBe(body['id']);
    expect(body['ocid']).toMatch(/^ocid1\.domainapp\.oc1\./);
  });

  test('of a client: the secret is there, and every GET shows it again', async () => {
    await server.createResource('for-client', 'client/', ['a']);
    const { body } = await server.createClient('a-client', ['client/a']);
    expect(body['clientSecret']).toMatch(/^idcscs-[0-9a-f-]{36}$/);
    expect(body['allowedScopes']).toEqual([
      {
        fqs: 'client/a',
        idOfDefiningApp: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        readOnly: false,
      },
    ]);
    const path = `/Apps/${String(body['id'])}`;
    const again = (await server.admin('GET', path)).body;
    expect(again['clientSecret']).toBe(body['clientSecret']);
    expect(again['hashedClientSecret']).toBeUndefined();
    const all = (await server.admin('GET', `${path}?attributeSets=all`)).body;
    expect(all['hashedClientSecret']).toMatch(/^\{SHA-256\}/);
  });

  test('starts inactive unless it says otherwise, and takes a client id of its own', async () => {
    const { body } = await server.createApp('with-name', { name: 'my_client', isOAuthClient: true });
    expect(body).toMatchObject({ active: false, name: 'my_client' });
  });

  test.each([
    ['no display name', { displayName: '' }, 'displayName'],
    ['no template', { basedOnTemplate: null }, 'basedOnTemplate'],
    ['a template without value', { basedOnTemplate: {} }, 'basedOnTemplate.value'],
    ['a scope without value', { audience: 'x/', scopes: [{}] }, 'scopes.value'],
    ['scopes without audience', { scopes: [{ value: 'x' }] }, 'audience'],
    ['a code client without redirect URIs', { allowedGrants: ['authorization_code'] }, 'redirectUris'],
  ])('is refused with %s', async (_what, members, missing) => {
    const answer = await server.admin('POST', '/Apps', appBody('incomplete', members));
    expect([answer.status, answer.body['status'], answer.body['detail']]).toEqual([
      400,
      '400',
      `Missing required attribute(s): ${missing}.`,
    ]);
    expect(messageId(answer)).toBe('error.common.validation.missingReqAttributes');
  });

  test.each([
    ['an unknown scope', { allowedScopes: [{ fqs: 'nobody/has.this' }] }, 'nobody/has.this'],
    ['a short scope', { allowedScopes: [{ fqs: 'hr.read' }] }, 'hr.read'],
    ['an unknown template', { basedOnTemplate: { value: 'Nothing' } }, 'Nothing'],
    ['an http redirect', { redirectUris: ['http://localhost/cb'] }, 'allUrlSchemesAllowed'],
    ['a redirect that is no address', { redirectUris: ['callback'] }, 'redirectUris'],
    ['another client type', { clientType: 'secret' }, 'clientType'],
    ['another grant', { allowedGrants: ['magic'] }, 'allowedGrants'],
    ['a lifetime below a minute', { accessTokenExpiry: 59 }, 'accessTokenExpiry'],
    ['a text for a flag', { active: 'true' }, 'active'],
    ['a client id with a dash', { name: 'a-b' }, 'name'],
    ['another schema', { schemas: ['urn:x'] }, APP_SCHEMA],
  ])('is refused with %s', async (_what, members, named) => {
    const answer = await server.admin('POST', '/Apps', appBody('wrong', members));
    expect(answer.status).toBe(400);
    expect(answer.body['detail']).toContain(named);
  });

  test('http redirects need allUrlSchemesAllowed', async () => {
    const redirectUris = ['http://localhost:8080/cb'];
    const answer = await server.createApp('http', { redirectUris, allUrlSchemesAllowed: true });
    expect([answer.status, answer.body['redirectUris']]).toEqual([201, redirectUris]);
  });

  test('a display name, a client id and a fully qualified scope exist once: 409', async () => {
    await server.createResource('unique', 'unique', ['/scope'], { name: 'unique_name' });
    const statuses = [
      await server.createApp('unique'),
      await server.createApp('Unique'),
      await server.createApp('other-name', { name: 'unique_name' }),
      await server.createApp('other-name', { name: 'UNIQUE_name' }),
      // Another cut through the same text.
      await server.createResource('other-audience', 'unique/', ['scope']),
      await server.createResource('same-scope-twice', 'twice/', ['a', 'a']),
    ].map(({ status }) => status);
    expect(statuses).toEqual([409, 409, 409, 409, 409, 409]);
    // caseExact is true of a scope.
    expect((await server.createResource('other-case', 'unique/', ['Scope'])).status).toBe(201);
  });

  test.each([
    ['displayName', 125, (value: string) => ({ displayName: value })],
    ['description', 250, (description: string) => ({ description })],
    [
      'scopes.description',
      250,
      (description: string) => ({
        audience: `${description.length}/`,
        scopes: [{ value: 'a', description }],
      }),
    ],
  ])('%s has %i characters at most', async (attribute, limit, members) => {
    const create = (length: number) =>
      server.createApp(`lengths ${attribute} ${length}`, members('x'.repeat(length)));
    expect((await create(limit)).status).toBe(201);
    const refused = await create(limit + 1);
    expect([refused.status, messageId(refused)]).toEqual([
      400,
      'error.common.validation.stringExceedsMaxLimit',
    ]);
    expect(refused.body['detail']).toContain(attribute);
  });
});

describe('changes', () => {
  test('a PUT is the whole app; what the server makes is accepted and ignored', async () => {
    const created = (await server.createResource('to-put', 'put/', ['a', 'b'], { description: 'x' })).body;
    const path = `/Apps/${String(created['id'])}`;
    const live = (await server.admin('GET', path)).body;
    const sent = { ...live, id: 'other', ocid: 'other', clientSecret: 'mine', description: undefined };
    const { status, body } = await server.admin('PUT', path, sent);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: created['id'], ocid: created['ocid'], scopes: live['scopes'] });
    expect(body['description']).toBeUndefined();
    expect(body['clientSecret']).toBeUndefined();
    const bare = (await server.admin('PUT', path, appBody('to-put'))).body;
    expect(bare).toMatchObject({ scopes: [], active: false, name: created['name'] });
  });

  test('the extension for tags is in schemas from the first GET on, also after a PUT without it', async () => {
    const created = (await server.createApp('tagged')).body;
    const path = `/Apps/${String(created['id'])}`;
    expect(created['schemas']).toEqual([APP_SCHEMA]);
    expect((await server.admin('GET', path)).body['schemas']).toEqual([APP_SCHEMA, TAGS]);
    await server.admin('PUT', path, appBody('tagged'));
    expect((await server.admin('GET', path)).body['schemas']).toEqual([APP_SCHEMA, TAGS]);
  });

  test('the client id stays, a taken name and an unknown scope are refused, and nothing is half done', async () => {
    const created = (await server.createApp('to-refuse', { description: 'before' })).body;
    const path = `/Apps/${String(created['id'])}`;
    await server.createApp('taken');
    const statuses = [
      await server.admin('PUT', path, appBody('to-refuse', { name: 'another' })),
      await server.admin('PUT', path, appBody('taken', { description: 'after' })),
      await server.patch(path, { op: 'replace', path: 'allowedScopes', value: [{ fqs: 'x' }] }),
      await server.admin('PUT', '/Apps/unknown', appBody('nothing')),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 409, 400, 404]);
    const after = (await server.admin('GET', path)).body;
    expect(after).toMatchObject({ displayName: 'to-refuse', description: 'before', name: created['name'] });
  });

  test('a PATCH replaces, adds and removes', async () => {
    const created = (await server.createResource('to-patch', 'patch/', ['a'], { description: 'x' })).body;
    const path = `/Apps/${String(created['id'])}`;
    const { status, body } = await server.patch(
      path,
      { op: 'replace', path: 'DisplayName', value: 'patched' },
      { op: 'add', path: 'scopes', value: [{ value: 'b' }] },
      { op: 'replace', path: 'scopes[value eq "a"].description', value: 'the first' },
      { op: 'remove', path: 'description' },
    );
    expect(status).toBe(200);
    expect(body['displayName']).toBe('patched');
    expect(body['description']).toBeUndefined();
    expect(body['scopes']).toMatchObject([
      { value: 'a', description: 'the first', fqs: 'patch/a' },
      { value: 'b', fqs: 'patch/b' },
    ]);
    expect(
      (await server.patch(path, { op: 'remove', path: 'scopes[value eq "b"]' })).body['scopes'],
    ).toHaveLength(1);
    for (const wrong of [{ op: 'destroy', path: 'x' }, { op: 'replace', path: 'x' }, { op: 'remove' }])
      expect((await server.patch(path, wrong)).status).toBe(400);
  });
});

describe('the end of an app', () => {
  test('an active one is not deleted, not even with forceDelete; an inactive one is', async () => {
    const { body } = await server.createApp('to-delete', { active: true });
    const path = `/Apps/${String(body['id'])}`;
    for (const query of ['', '?forceDelete=true'])
      expect((await server.admin('DELETE', path + query)).status).toBe(400);
    expect((await server.patch(path, { op: 'replace', path: 'active', value: false })).status).toBe(200);
    const gone = await server.admin('DELETE', `${path}?forceDelete=true`);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await server.admin('GET', path)).status).toBe(404);
    expect((await server.admin('DELETE', path)).status).toBe(404);
  });

  test('AppStatusChanger takes the id, not the ocid', async () => {
    const { body } = await server.createApp('to-change', { active: true });
    const change = { active: false, schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:AppStatusChanger'] };
    expect((await server.admin('PUT', `/AppStatusChanger/${String(body['ocid'])}`, change)).status).toBe(404);
    const changed = await server.admin('PUT', `/AppStatusChanger/${String(body['id'])}`, change);
    expect([changed.status, changed.body['active']]).toEqual([200, false]);
    expect((await server.admin('GET', `/Apps/${String(body['id'])}`)).body['active']).toBe(false);
  });

  test('its scopes go from the clients that were allowed to use them', async () => {
    const resource = (await server.createResource('goes', 'goes/', ['a'], { active: false })).body;
    const client = (await server.createClient('stays', ['goes/a'])).body;
    await server.admin('DELETE', `/Apps/${String(resource['id'])}`);
    expect((await server.admin('GET', `/Apps/${String(client['id'])}`)).body['allowedScopes']).toEqual([]);
  });
});

describe('lists', () => {
  const names = ({ body }: Answer): unknown[] =>
    (body['Resources'] as Body[]).map((resource) => resource['displayName']);
  const list = (query: string): Promise<Answer> => server.admin('GET', `/Apps?${query}`);
  const filter = (text: string): Promise<Answer> => list(`filter=${encodeURIComponent(text)}`);
  beforeAll(async () => {
    await server.createResource('listed one', 'listed/', ['one'], { description: 'pulumi (1)' });
    await server.createResource('listed two', 'listed/two/', ['x'], { active: false });
  });

  test('by display name, as scripts ask', async () => {
    const answer = await filter('displayName eq "listed one"');
    expect(answer.body).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 1,
      startIndex: 1,
      itemsPerPage: 50,
    });
    expect(names(answer)).toEqual(['listed one']);
  });

  test.each([
    ['displayname EQ "LISTED ONE"', ['listed one']],
    ['displayName sw "listed" and active eq true', ['listed one']],
    ['displayName sw "listed" and not (active eq true)', ['listed two']],
    ['description pr and displayName co "listed"', ['listed one']],
    ['description co "i (1"', ['listed one']],
    ['scopes.fqs eq "listed/two/x" or displayName eq "listed one"', ['listed one', 'listed two']],
    ['scopes[value eq "x" and fqs sw "listed"]', ['listed two']],
    ['displayName sw "listed" and meta.created gt "2999"', []],
    ['displayName sw "LISTED" and meta.created le "2999"', ['listed one', 'listed two']],
    ['scopes.fqs eq "Listed/one"', []],
    ['scopes[value eq "X"]', []],
    ['scopes eq "x"', ['listed two']],
    ['displayName ew "two" and displayName ne "listed one"', ['listed two']],
  ])('by the filter %s', async (text, expected) => {
    expect(names(await filter(text))).toEqual(expected);
  });

  test.each([
    'displayName',
    'displayName eq',
    'displayName eq x',
    'displayName like "x"',
    '(active eq true',
    'a eq "',
    'displayName constructor "x"',
    'audience eq "listed/"',
    'accessTokenExpiry gt 3600',
    'not (ClientSecret sw "idcscs")',
    'scopes[description pr]',
    'meta.location pr',
  ])('the filter %s is refused', async (text) => {
    expect((await filter(text)).status).toBe(400);
  });

  test('by page, and only the attributes that were asked for', async () => {
    const query = `filter=${encodeURIComponent('displayName sw "listed"')}&attributes=displayName`;
    const { body } = await list(`${query}&startIndex=2&count=1`);
    expect(body).toMatchObject({ totalResults: 2, startIndex: 2, itemsPerPage: 1 });
    expect(Object.keys((body['Resources'] as Body[])[0] ?? {}).sort()).toEqual([
      'displayName',
      'id',
      'meta',
      'schemas',
    ]);
  });
});
