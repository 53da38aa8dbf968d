import { clientCreate, clientUpdate } from '../../../../../sandbox/plugins/auth0/resources/client';
import {
  clientCredentialsOutputs,
  defaultMethod,
  secretMethodBodies,
} from '../../../../../sandbox/plugins/auth0/resources/clientCredentials';
import { clientGrantUpdate, grantToAdopt } from '../../../../../sandbox/plugins/auth0/resources/clientGrant';
import {
  resourceServerOutputs,
  resourceServerUpdate,
} from '../../../../../sandbox/plugins/auth0/resources/resourceServer';
import { mayTakeOver, scopesBody } from '../../../../../sandbox/plugins/auth0/resources/resourceServerScopes';
import type { Values } from '../../../../../sandbox/plugins/framework/properties/value';

const change = (state: Values, news: Values) => ({ state, oldInputs: state, news });

describe('resource server', () => {
  test('an update sends every configured property but the identifier', () => {
    const news = { identifier: 'x', name: 'n', tokenLifetime: 60, allowOfflineAccess: true };
    expect(resourceServerUpdate(change({ identifier: 'x' }, news))).toEqual([
      { name: 'n', allow_offline_access: true, token_lifetime: 60 },
    ]);
  });

  test('what is switched off is cleared by a second PATCH with null', () => {
    const state = {
      proofOfPossession: { mechanism: 'mtls', required: true },
      consentPolicy: 'transactional',
    };
    const news = { name: 'n', proofOfPossession: { disable: true }, consentPolicy: 'null' };
    expect(resourceServerUpdate(change(state, news))).toEqual([
      { name: 'n' },
      { consent_policy: null, proof_of_possession: null },
    ]);
  });

  test("the tenant's own API takes three properties only", () => {
    const news = { identifier: 'x', name: 'Auth0 Management API', tokenLifetime: 60, signingAlg: 'RS256' };
    expect(resourceServerUpdate(change({ name: 'Auth0 Management API' }, news))).toEqual([
      { token_lifetime: 60 },
    ]);
  });

  test('absent properties have their names in the state', () => {
    expect(resourceServerOutputs({ id: 'i', identifier: 'x' }, {})).toEqual({
      identifier: 'x',
      consentPolicy: 'null',
      authorizationDetails: [{ disable: true }],
      tokenEncryption: { disable: true },
      proofOfPossession: { disable: true },
    });
  });
});

describe('scopes', () => {
  test('are sent sorted by description, then value', () => {
    const scopes = [
      { name: 'c', description: 'A' },
      { name: 'a', description: 'B' },
      { name: 'b', description: 'A' },
      { name: '0' },
    ];
    expect(scopesBody({ scopes }).scopes).toEqual([
      { value: 'b', description: 'A' },
      { value: 'c', description: 'A' },
      { value: 'a', description: 'B' },
      { value: '0' },
    ]);
  });

  test('that exist already may be taken over in the same order only', () => {
    const [a, b] = [{ value: 'a', description: 'A' }, { value: 'b' }];
    expect(mayTakeOver([a, b], [a, b])).toBe(true);
    expect(mayTakeOver([b, a], [a, b])).toBe(false);
    expect(mayTakeOver([a], [a, b])).toBe(false);
    expect(mayTakeOver(undefined, [a])).toBe(true);
    expect(mayTakeOver([], [a])).toBe(true);
  });
});

describe('client', () => {
  test.each([
    ['non_interactive', 'client_secret_post'],
    ['regular_web', 'client_secret_post'],
    ['spa', 'none'],
    ['native', 'none'],
    ['sso_integration', undefined],
  ])('of type %s is created with the method %s', (appType, method) => {
    expect(clientCreate({ name: 'n', appType }).token_endpoint_auth_method).toBe(method);
  });

  test('an update sends no method and no secret_encoded, and null for metadata that is gone', () => {
    const state = { clientMetadata: { old: '1', kept: '2' }, jwtConfiguration: { secretEncoded: false } };
    const news = {
      name: 'n',
      appType: 'non_interactive',
      jwtConfiguration: { alg: 'RS256', secretEncoded: false },
      clientMetadata: { kept: '2', fresh: '3' },
    };
    expect(clientUpdate(change(state, news))).toEqual([
      {
        name: 'n',
        app_type: 'non_interactive',
        jwt_configuration: { alg: 'RS256' },
        client_metadata: { old: null, kept: '2', fresh: '3' },
      },
    ]);
  });

  test('metadata that did not change is not sent', () => {
    expect(
      clientUpdate(change({ clientMetadata: { a: '1' } }, { name: 'n', clientMetadata: { a: '1' } })),
    ).toEqual([{ name: 'n' }]);
  });
});

describe('client credentials', () => {
  test('the method and the secret are two PATCHes, each only when it changed', () => {
    const news = { authenticationMethod: 'client_secret_basic', clientSecret: 's' };
    expect(secretMethodBodies(news, new Set(['authenticationMethod', 'clientSecret']))).toEqual([
      { token_endpoint_auth_method: 'client_secret_basic' },
      { client_secret: 's' },
    ]);
    expect(secretMethodBodies(news, new Set(['clientSecret']))).toEqual([{ client_secret: 's' }]);
  });

  test('a write-only secret is sent with a new version only', () => {
    const news = { clientSecretWo: 's', clientSecretWoVersion: 2 };
    expect(secretMethodBodies(news, new Set(['clientSecretWoVersion']))).toEqual([{ client_secret: 's' }]);
    expect(secretMethodBodies(news, new Set(['clientSecretWo']))).toEqual([]);
  });

  test('a write-only secret never comes into the state; a hidden one is empty there', () => {
    const body = { client_id: 'c', client_secret: 's', token_endpoint_auth_method: 'client_secret_post' };
    expect(clientCredentialsOutputs(body, undefined, { clientSecretWoVersion: 1 })).not.toHaveProperty(
      'clientSecret',
    );
    expect(clientCredentialsOutputs({ client_id: 'c' }, undefined, {}).clientSecret).toBe('');
  });

  test('the fallback follows the type of the application', () => {
    expect(defaultMethod('spa')).toBe('none');
    expect(defaultMethod('non_interactive')).toBe('client_secret_post');
    expect(defaultMethod(undefined)).toBe('client_secret_basic');
  });
});

describe('client grant', () => {
  test('all scopes are turned off before scopes are listed', () => {
    expect(clientGrantUpdate(change({ allowAllScopes: true }, { audience: 'a', scopes: ['x'] }))).toEqual([
      { allow_all_scopes: false, scope: [] },
      { scope: ['x'] },
    ]);
  });

  test('nothing is sent for what an update cannot carry', () => {
    expect(clientGrantUpdate(change({}, { audience: 'a', clientId: 'c', subjectType: 'client' }))).toEqual(
      [],
    );
  });

  test('a grant of the same subject type is adopted', () => {
    const list = [
      { id: '1', subject_type: 'user' },
      { id: '2', subject_type: 'client' },
    ];
    expect(grantToAdopt(list, {})).toBe('2');
    expect(grantToAdopt(list, { subjectType: 'user' })).toBe('1');
    expect(grantToAdopt([], {})).toBeUndefined();
  });
});
