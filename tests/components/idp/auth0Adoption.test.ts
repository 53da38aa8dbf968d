import type * as auth0 from '@pulumi/auth0';
import { adopting } from '../../../components/idp/adoption';
import { checkAdoption, type Auth0AdoptArgs } from '../../../components/idp/auth0Adoption';
import type { UNDECLARED } from '../../../components/idp/auth0Undeclared';

const declared = { audience: 'https://api.example.com/orders', clients: ['backend'] };
const API = '0123456789abcdef01234567';

test.each<[Auth0AdoptArgs, string[]]>([
  [{}, []],
  [{ api: API, clients: { backend: 'x' }, grants: { backend: 'cgr_1' }, onDelete: 'delete' }, []],
  [{ api: declared.audience }, []],
  [{ api: `${declared.audience}/` }, ['auth0.adopt.audience']],
  [{ api: `${API} ` }, ['auth0.adopt.api.whitespace']],
  [{ api: '' }, ['auth0.adopt.api.empty']],
  [{ clients: { frontend: 'x' } }, ['auth0.adopt.unknown_client']],
  [{ clients: { backend: 'x\u200b' } }, ['auth0.adopt.clients.invisible']],
  [{ grants: { backend: 'cgr_1' } }, ['auth0.adopt.unknown_client']],
  [{ clients: { backend: 'x' }, grants: { backend: 'x' } }, ['auth0.adopt.grant_id']],
  [{ onDelete: 'keepProtected' as 'keep' }, ['auth0.adopt.on_delete']],
])('%j gives %j', (adopt, codes) => {
  expect(checkAdoption(adopt, declared).map(({ code }) => code)).toEqual(codes);
});

test('an audience that is an output cannot be imported by', () => {
  expect(checkAdoption({ api: API }, { clients: [] }).map(({ code }) => code)).toEqual([
    'auth0.adopt.audience',
  ]);
  expect(checkAdoption({ clients: { backend: 'x' } }, { clients: ['backend'] })).toEqual([]);
});

test('what is taken over is kept by destroy, unless it is to be deleted', () => {
  expect(adopting({}, undefined)).toEqual({});
  expect(adopting({}, 'id', ['callbacks'])).toEqual({
    import: 'id',
    retainOnDelete: true,
    ignoreChanges: ['callbacks'],
  });
  expect(adopting({ onDelete: 'keep' }, 'id')).toMatchObject({ retainOnDelete: true });
  expect(adopting({ onDelete: 'delete' }, 'id')).toMatchObject({ retainOnDelete: false });
});

/** A property that this library neither declares nor leaves alone would be taken away from an adopted object. */
type Missing<Args, List extends readonly string[], Declared extends keyof Args> = Exclude<
  keyof Args,
  List[number] | Declared
>;
const complete: [
  Missing<
    auth0.ResourceServerArgs,
    typeof UNDECLARED.api,
    'identifier' | 'name' | 'signingAlg' | 'tokenLifetime' | 'tokenDialect' | 'subjectTypeAuthorization'
  >,
  Missing<
    auth0.ClientArgs,
    typeof UNDECLARED.client,
    | 'name'
    | 'description'
    | 'appType'
    | 'grantTypes'
    | 'jwtConfiguration'
    | 'oidcConformant'
    | 'resourceServerIdentifier'
  >,
  Missing<
    auth0.ClientGrantArgs,
    typeof UNDECLARED.grant,
    'audience' | 'clientId' | 'scopes' | 'allowAllScopes' | 'subjectType' | 'defaultFor'
  >,
] extends [never, never, never]
  ? true
  : false = true;

test('every property of the provider is declared, replaced on, or left alone', () => {
  expect(complete).toBe(true);
});
