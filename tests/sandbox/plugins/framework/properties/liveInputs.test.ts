import { liveInputs } from '../../../../../sandbox/plugins/framework/properties/liveInputs';
import {
  boolean,
  object,
  objectSet,
  string,
  strings,
} from '../../../../../sandbox/plugins/framework/properties/property';

const fields = {
  name: string('name'),
  clientId: string('client_id', { outputOnly: true }),
  pem: string('pem', { writeOnly: true }),
  offline: boolean('offline'),
  grants: strings('grants'),
  scopes: objectSet('scopes', { name: string('value'), description: string('description') }),
  jwt: object('jwt', { alg: string('alg'), lifetime: string('lifetime') }),
};
const live = {
  name: 'live',
  clientId: 'c',
  grants: ['b', 'a'],
  scopes: [{ name: 'a' }, { name: 'b', description: 'B' }],
  jwt: { alg: 'PS256', lifetime: '36000' },
};

test('after a refresh: the live values of what the program set, at any depth, and nothing else', () => {
  const old = { name: 'old', grants: ['a'], jwt: { alg: 'RS256' }, __defaults: ['name'] };
  expect(liveInputs(fields, live, old)).toEqual({
    name: 'live',
    grants: ['b', 'a'],
    jwt: { alg: 'PS256' },
    __defaults: ['name'],
  });
});

test('what is gone is dropped, unless it was as good as absent; what cannot be read is kept', () => {
  const old = { name: 'old', offline: false, pem: 'PEM', __defaults: [] };
  expect(liveInputs(fields, {}, old)).toEqual({ offline: false, pem: 'PEM', __defaults: [] });
});

test('a set keeps the order of the program; what came from outside follows', () => {
  const old = { scopes: [{ name: 'b', description: 'B' }, { name: 'gone' }, { name: 'a' }] };
  expect(liveInputs(fields, { scopes: [...live.scopes, { name: 'new' }] }, old).scopes).toEqual([
    { name: 'b', description: 'B' },
    { name: 'a' },
    { name: 'new' },
  ]);
});

test('an import gets every input that says something', () => {
  const { clientId: _, ...inputs } = live;
  expect(liveInputs(fields, { ...live, offline: false }, {})).toEqual({ ...inputs, __defaults: [] });
});
