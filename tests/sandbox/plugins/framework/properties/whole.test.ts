import fc from 'fast-check';
import { refuseUnsupported } from '../../../../../sandbox/plugins/framework/properties/allowed';
import { previewCreate, previewUpdate } from '../../../../../sandbox/plugins/framework/properties/preview';
import {
  boolean,
  object,
  objects,
  objectSet,
  string,
  stringSet,
} from '../../../../../sandbox/plugins/framework/properties/property';
import { UNKNOWN } from '../../../../../sandbox/plugins/framework/properties/value';
import { wholeObject } from '../../../../../sandbox/plugins/framework/properties/whole';

const fields = {
  name: string('name'),
  note: string('note', { computed: true }),
  ocid: string('ocid', { outputOnly: true }),
  kind: string('kind', { allowed: ['a', 'b'] }),
  grants: stringSet('grants', { computed: true, allowed: ['x', 'y'] }),
  template: object('template', { value: string('value'), ref: string('$ref', { outputOnly: true }) }),
  scopes: objectSet('scopes', {
    value: string('value'),
    consent: boolean('consent', { computed: true, identifies: true }),
    fqs: string('fqs', { outputOnly: true }),
  }),
  texts: objects('texts', { locale: string('locale'), id: string('id', { outputOnly: true }) }),
};
const state = {
  name: 'old',
  note: 'filled in',
  ocid: 'o',
  grants: [],
  template: { value: 't', ref: 'r' },
  scopes: [
    { value: 'a', consent: false, fqs: 'x/a' },
    { value: 'b', consent: true, fqs: 'x/b' },
  ],
  texts: [{ locale: 'en', id: '1' }],
};

describe('wholeObject', () => {
  test('keeps what the service filled in, at any depth, and drops what the program no longer sets', () => {
    const news = { template: { value: 't' }, scopes: [{ value: 'a' }], texts: [{ locale: 'de' }] };
    expect(wholeObject(fields, state, news)).toEqual({
      note: 'filled in',
      ocid: 'o',
      template: { value: 't', ref: 'r' },
      scopes: [{ value: 'a', consent: false, fqs: 'x/a' }],
      texts: [{ locale: 'de', id: '1' }],
    });
  });

  test('an item of a set that has changed is a new one, with nothing of the old', () => {
    const { scopes } = wholeObject(fields, state, {
      scopes: [{ value: 'b' }, { value: 'b', consent: true }],
    });
    expect(scopes).toEqual([{ value: 'b' }, { value: 'b', consent: true, fqs: 'x/b' }]);
  });

  test('an empty list is sent only to empty one', () => {
    expect(wholeObject(fields, {}, { grants: [] })).toEqual({});
    expect(wholeObject(fields, { grants: ['x'] }, { grants: [] })).toEqual({ grants: [] });
  });

  test('of a new object it is what the program sets', () => {
    const inputs = fc.record({
      name: fc.string(),
      scopes: fc.array(fc.record({ value: fc.string() }), { minLength: 1 }),
    });
    fc.assert(fc.property(inputs, (news) => expect(wholeObject(fields, {}, news)).toEqual(news)));
  });
});

describe('previews', () => {
  test('of a create do not know what the service will fill in, at any depth', () => {
    expect(previewCreate(fields, { name: 'n', scopes: [{ value: 'a' }] })).toEqual({
      name: 'n',
      note: UNKNOWN,
      ocid: UNKNOWN,
      grants: UNKNOWN,
      scopes: [{ value: 'a', consent: UNKNOWN, fqs: UNKNOWN }],
    });
  });

  test('of an update know what stays', () => {
    const news = { name: 'new', scopes: [{ value: 'c' }, { value: 'a' }] };
    expect(previewUpdate(fields, state, news)).toEqual({
      name: 'new',
      note: 'filled in',
      ocid: 'o',
      grants: [],
      scopes: [
        { value: 'c', consent: UNKNOWN, fqs: UNKNOWN },
        { value: 'a', consent: false, fqs: 'x/a' },
      ],
    });
  });
});

test('a value that the service does not know is refused with those it does', () => {
  expect(() => refuseUnsupported(fields, { kind: 'a', grants: ['x', 'y'] })).not.toThrow();
  expect(() => refuseUnsupported(fields, { kind: 'c' })).toThrow(
    'unsupported enum value for kind: c. Supported values are: a,b.',
  );
  expect(() =>
    refuseUnsupported({ list: objects('list', fields) }, { list: [{ grants: ['x', 'z'] }] }),
  ).toThrow('unsupported enum value for grants: z. Supported values are: x,y.');
});
