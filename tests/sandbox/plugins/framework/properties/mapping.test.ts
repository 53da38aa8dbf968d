import fc from 'fast-check';
import { fromBody, toBody } from '../../../../../sandbox/plugins/framework/properties/mapping';
import {
  boolean,
  object,
  objects,
  string,
  strings,
} from '../../../../../sandbox/plugins/framework/properties/property';

const fields = {
  zName: string('name'),
  aFlag: boolean('a_flag', { outputOnly: true }),
  keys: objects('keys', { pem: string('pem', { writeOnly: true }), keyId: string('kid') }),
  token: object('token', {
    disable: boolean('disable', { local: true }),
    grantTypes: strings('grant_types'),
  }),
};

test('a body has the set inputs only, in the order of the fields, under the names of the API', () => {
  const values = { token: { disable: false, grantTypes: ['x'] }, aFlag: true, zName: 'n', other: 1 };
  expect(JSON.stringify(toBody(fields, values))).toBe('{"name":"n","token":{"grant_types":["x"]}}');
});

test('what the API does not show is taken from the values known before', () => {
  const prior = { keys: [{ pem: 'PEM 1' }, { pem: 'PEM 2' }] };
  expect(fromBody(fields, { keys: [{ kid: 'a' }, { kid: 'b' }], a_flag: true }, prior)).toEqual({
    keys: [
      { pem: 'PEM 1', keyId: 'a' },
      { pem: 'PEM 2', keyId: 'b' },
    ],
    aFlag: true,
  });
});

test('null and absent are alike', () => {
  expect(fromBody(fields, { name: null })).toEqual({});
});

test('reading back what was sent gives the same values', () => {
  const values = fc.record({ zName: fc.string(), token: fc.record({ grantTypes: fc.array(fc.string()) }) });
  fc.assert(fc.property(values, (sent) => expect(fromBody(fields, toBody(fields, sent))).toEqual(sent)));
});
