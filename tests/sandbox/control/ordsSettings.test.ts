import { ordsActions } from '../../../sandbox/control/ordsActions';
import type { OrdsGateway } from '../../../sandbox/ords/gateway';
import { defaultSettings, type GatewaySettings } from '../../../sandbox/ords/settings';

let settings: GatewaySettings;
let act: (args: Record<string, unknown>) => unknown;
let reset: () => unknown;

beforeEach(() => {
  settings = defaultSettings();
  const actions = ordsActions({ settings } as OrdsGateway);
  act = (args) => actions['ords/settings']?.(args);
  reset = () => actions['ords/resetSettings']?.({});
});

test('settings are changed together and put back', () => {
  expect(act({ jwtProfileMode: 'POOL', allowedSkew: 30, poolIssuer: 'https://pool.example/' })).toMatchObject(
    {
      jwtProfileMode: 'POOL',
    },
  );
  expect(settings).toMatchObject({ allowedSkew: 30, poolIssuer: 'https://pool.example/' });
  act({ poolIssuer: null, jwksAllowedUrls: ['https://a.example/'] });
  expect(settings).toMatchObject({ poolIssuer: undefined, jwksAllowedUrls: ['https://a.example/'] });
  reset();
  expect(settings).toEqual(defaultSettings());
});

test('every setting takes the value that it has', () => {
  for (const [name, value] of Object.entries(defaultSettings())) act({ [name]: value ?? null });
  expect(settings).toEqual(defaultSettings());
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['an unknown name', { wrongScope: 401 }, /^no setting wrongScope: jwtProfileEnabled, /],
  ['a name that objects inherit', { constructor: 401 }, /^no setting constructor/],
  ['another status', { wrongScopeStatus: 500 }, /^wrongScopeStatus is 500: 401 or 403/],
  ['a status as text', { wrongRoleStatus: '401' }, /^wrongRoleStatus is "401": 401 or 403/],
  ['another mode', { jwtProfileMode: 'pool' }, /^jwtProfileMode is "pool": "SCHEMA" or "POOL"/],
  ['a text for a flag', { acceptAudienceArray: 'true' }, /true or false/],
  ['a text for a number', { allowedSkew: '30' }, /^allowedSkew is "30": a whole number/],
  ['a negative size', { jwksSize: -1 }, /^jwksSize is -1: a whole number from 0/],
  ['a text for a list', { jwksAllowedUrls: 'https://a.example/' }, /a list of texts, or null/],
  ['a number for a text', { poolIssuer: 1 }, /^poolIssuer is 1: a text, or null/],
  ['null for what always has a value', { allowedAge: null }, /^allowedAge is null: a whole number/],
])('%s is refused, and nothing is changed', (_what, changes, message) => {
  expect(() => act({ allowedSkew: 5, ...changes })).toThrow(RangeError);
  expect(() => act({ allowedSkew: 5, ...changes })).toThrow(message);
  expect(settings).toEqual(defaultSettings());
});
