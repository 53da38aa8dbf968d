import { withDefaults } from '../../../../../sandbox/plugins/framework/properties/defaults';
import { keepIgnored } from '../../../../../sandbox/plugins/framework/properties/ignored';
import {
  boolean,
  object,
  objectSet,
  string,
  stringSet,
} from '../../../../../sandbox/plugins/framework/properties/property';

const fields = {
  name: string('name'),
  uris: stringSet('uris', { unsetIsEmpty: true }),
  api: object('api', { known: stringSet('known', { unsetIsEmpty: true }) }),
  roles: objectSet('roles', { id: string('id'), enabled: boolean('enabled', { default: true }) }),
};
const state = { name: 'old', uris: ['a'], api: { known: ['x'] } };

test('what is ignored and not set keeps the value of the state; everything else is as the program says', () => {
  const news = { api: {} };
  expect(keepIgnored(fields, state, news, ['uris'])).toEqual({ uris: ['a'], api: {} });
  expect(keepIgnored(fields, state, news, ['api.known'])).toEqual({ api: { known: ['x'] } });
  expect(keepIgnored(fields, state, news, ['api'])).toEqual({ api: { known: ['x'] } });
  expect(keepIgnored(fields, state, news, ['*'])).toEqual({ uris: ['a'], api: { known: ['x'] } });
  expect(keepIgnored(fields, state, { uris: ['b'] }, ['uris'])).toEqual({ uris: ['b'] });
  expect(keepIgnored(fields, state, news, [])).toBe(news);
});

test('defaults are filled in at any depth, and into nothing that is not there', () => {
  expect(withDefaults(fields, { roles: [{ id: '1' }, { id: '2', enabled: false }] })).toEqual({
    roles: [
      { id: '1', enabled: true },
      { id: '2', enabled: false },
    ],
  });
  expect(withDefaults(fields, { name: 'x' })).toEqual({ name: 'x' });
});
