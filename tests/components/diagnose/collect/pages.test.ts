import { allPages } from '../../../../components/diagnose/collect/auth0Pages';
import { IdentityDomain } from '../../../../components/diagnose/collect/identityDomain';
import type { Json } from '../../../../components/diagnose/collect/managementReader';
import { reading } from '../../../../components/diagnose/collect/readings';

const auth0 = (get: (page: number) => unknown) => {
  const ask = async (path: string): Promise<unknown> => get(Number(new URLSearchParams(path).get('page')));
  return reading(() => allPages({ get: ask }, 'clients', 'fields=client_id', 'read:clients'));
};
const page = (length: number): Json[] => Array.from({ length }, () => ({}));

test('a list of Auth0 ends with a page that is not full', async () => {
  const listed = await auth0((number) => page(number === 0 ? 100 : 3));
  expect(listed.state === 'read' && listed.value.length).toBe(103);
});

test('a list of Auth0 that does not end, and one that is not there, are not read', async () => {
  expect(await auth0(() => page(100))).toMatchObject({ failure: { code: 'idp.management.pages' } });
  expect(await auth0(() => undefined)).toMatchObject({ failure: { code: 'idp.management.no_list' } });
  expect(await auth0((number) => (number === 0 ? page(100) : undefined))).toMatchObject({
    failure: { code: 'idp.management.no_list' },
  });
});

test('a list of an identity domain that does not end is not read', async () => {
  const body = JSON.stringify({ totalResults: 1_000_000, Resources: [{}] });
  const domain = new IdentityDomain(
    'https://idcs.example.com',
    (request) => Promise.resolve(request),
    () =>
      Promise.resolve({ ok: true, answer: { status: 200, headers: {}, body, bytes: 1, milliseconds: 1 } }),
  );
  expect(await reading(() => domain.list('Apps', undefined, ['id']))).toMatchObject({
    failure: { code: 'idp.management.pages' },
  });
});
