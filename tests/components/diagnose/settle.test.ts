import { finding } from '../../../components/diagnose/rules/build';
import { isDeletedLater, mayPass, settled } from '../../../components/diagnose/settle';
import { entraManifest } from './support/entraWorld';
import { healthyManifest } from './support/world';

const about = (code: Parameters<typeof finding>[0]) =>
  finding(code, { subject: { api: 'orders' }, field: 'x', remedy: 'y' });
const times = { repeats: 3, wait: 1 };

test('what is there at once is looked at once', async () => {
  const look = jest.fn(async () => 'seen');
  expect(await settled(look, () => false, times)).toBe('seen');
  expect(look).toHaveBeenCalledTimes(1);
});

test('what comes later is looked for again', async () => {
  let looks = 0;
  expect(
    await settled(
      async () => (looks += 1),
      (seen) => seen < 3,
      times,
    ),
  ).toBe(3);
});

test('what never comes is given up, and shown as it was seen last', async () => {
  let looks = 0;
  expect(
    await settled(
      async () => (looks += 1),
      () => true,
      times,
    ),
  ).toBe(4);
});

test('errors about the applications of a directory may pass, and nothing else', () => {
  const entra = entraManifest();
  for (const code of [
    'idp.api.missing',
    'idp.client.no_principal',
    'idp.grant.missing',
    'idp.scope.missing',
  ] as const)
    expect(mayPass(entra, about(code))).toBe(true);
  for (const code of [
    'idp.client.secret_ends',
    'idp.discovery.issuer',
    'ords.module.public',
    'trust.issuer.slash',
  ] as const)
    expect(mayPass(entra, about(code))).toBe(false);
  expect(mayPass(healthyManifest(), about('idp.grant.missing'))).toBe(false);
});

test('what the program has dropped is deleted at the end of up: a client, and of Entra an assignment', () => {
  const entra = entraManifest();
  for (const manifest of [entra, healthyManifest()])
    expect(isDeletedLater(manifest, 'idp.client.orphan')).toBe(true);
  expect(isDeletedLater(entra, 'idp.grant.scope_undeclared')).toBe(true);
  // A grant of Auth0 is narrowed before anybody looks.
  expect(isDeletedLater(healthyManifest(), 'idp.grant.scope_undeclared')).toBe(false);
  expect(isDeletedLater(entra, 'idp.grant.missing')).toBe(false);
  expect(isDeletedLater(entra, undefined)).toBe(false);
});
