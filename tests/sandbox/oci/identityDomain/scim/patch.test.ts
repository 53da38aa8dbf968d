import type { JsonObject } from '../../../../../sandbox/identity/json';
import { parsedJson } from '../../../../../sandbox/identity/json';
import { ScimError } from '../../../../../sandbox/oci/identityDomain/scim/errors';
import { patched } from '../../../../../sandbox/oci/identityDomain/scim/patch';

const RECORD: JsonObject = { name: { familyName: 'User' }, emails: [{ type: 'work', value: 'a@b.c' }] };
const patch = (...Operations: JsonObject[]): JsonObject => patched(RECORD, { Operations });

const INHERITED = ['__proto__', 'constructor', 'prototype'];

afterEach(() => {
  // Whatever a test has let through must not reach the next one.
  delete (Object.prototype as Record<string, unknown>)['polluted'];
  delete (Object as unknown as Record<string, unknown>)['polluted'];
});

describe.each(INHERITED)('%s, which every object inherits', (name) => {
  test.each<[string, JsonObject]>([
    ['as the first step', { op: 'replace', path: `${name}.polluted`, value: true }],
    ['as a step further down', { op: 'add', path: `name.${name}.polluted`, value: true }],
    ['in other case', { op: 'replace', path: `${name.toUpperCase()}.polluted`, value: true }],
    ['as the last step', { op: 'replace', path: name, value: { polluted: true } }],
    ['as the list that is filtered', { op: 'replace', path: `${name}[a pr].polluted`, value: true }],
    ['behind a filter', { op: 'replace', path: `emails[type eq "work"].${name}.polluted`, value: true }],
    ['to remove', { op: 'remove', path: `${name}.toString` }],
    ['as a member of a value', { op: 'add', value: { [name]: { polluted: true } } }],
    ['deep in a value', { op: 'replace', path: 'name', value: { inner: [{ [name]: { polluted: true } }] } }],
  ])('is no attribute: %s', (_where, operation) => {
    expect(() => patch(operation)).toThrow(ScimError);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect({}.toString).toBeInstanceOf(Function);
  });
});

test('members that objects inherit under other names are the record’s own once they are set', () => {
  expect(patch({ op: 'replace', path: 'toString.length', value: 1 })).toEqual({
    ...RECORD,
    toString: { length: 1 },
  });
  expect(Object.prototype.toString.length).toBe(0);
});

test('JSON with a member __proto__ is none', () => {
  expect(() => parsedJson('{"a": [{"__proto__": {"polluted": true}}]}')).toThrow(SyntaxError);
  expect(parsedJson('{"a": [1]}')).toEqual({ a: [1] });
});
