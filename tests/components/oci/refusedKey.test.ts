import { createPublicKey, createHash } from 'node:crypto';

import { refusedKey } from '../../../components/oci/refusedKey';
import { credentials } from './smallDomain';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const at = (time: string) => ({ headers: { date: new Date(time).toUTCString() } });
const ON_TIME = at('2026-03-01T12:00:00Z');

/** As `openssl rsa -pubout -outform DER | openssl md5 -c` prints it. */
const fingerprint = (
  createHash('md5')
    .update(createPublicKey(credentials.privateKey).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .match(/../g) ?? []
).join(':');

test.each([
  ['2026-03-01T11:48:00Z', '12 minutes ahead of'],
  ['2026-03-01T12:05:02Z', '5 minutes behind'],
])('a clock that is off is named: the domain has %s', (time, skew) => {
  expect(refusedKey(at(time), credentials, NOW)).toEqual({
    code: 'oci.domain.credentials',
    cause: `the clock of this machine is ${skew} the domain's`,
    remedy: expect.stringContaining('set the clock') as string,
  });
});

test.each(['2026-03-01T11:55:00Z', '2026-03-01T12:05:00Z'])('a clock within 5 minutes is not: %s', (time) => {
  expect(refusedKey(at(time), { ...credentials, fingerprint }, NOW).cause).toBeUndefined();
});

test('the fingerprint of another key is told from the right one, and nothing of the private key is shown', () => {
  const found = refusedKey(ON_TIME, credentials, NOW);
  expect(found.cause).toBe(`the private key has the fingerprint ${fingerprint}, not "aa:bb"`);
  expect(JSON.stringify(found)).not.toContain('PRIVATE');
  const right = refusedKey(ON_TIME, { ...credentials, fingerprint: fingerprint.toUpperCase() }, NOW);
  expect(right.cause).toBeUndefined();
  expect(right.remedy).toContain('tenancy, user and fingerprint');
});

test.each([
  ['without a date', { headers: {} }],
  ['with a date that is none', { headers: { date: 'yesterday' } }],
])('an answer %s, and a key that cannot be read, leave the cause open', (_name, answer) => {
  expect(refusedKey(answer, { ...credentials, privateKey: 'none' }, NOW).cause).toBeUndefined();
  expect(refusedKey(answer, undefined, NOW).cause).toBeUndefined();
});
