import { scopeMatrix } from '../../../../components/diagnose/report/scopeMatrix';
import { stations } from '../../../../components/diagnose/report/stations';
import { entraManifest, entraWorld, PEOPLE } from '../support/entraWorld';

const manifest = entraManifest({ clients: PEOPLE });
const grantsOf = (api: Parameters<typeof scopeMatrix>[0]): string =>
  /Granted to">([\s\S]*?)<\/td>/.exec(scopeMatrix(api).text)?.[1] ?? '';

test('of what people consent to nobody can tell, which is not that it is missing', () => {
  const { clients, ...rest } = entraWorld({ manifest }).identityProvider;
  if (clients.state !== 'read') throw new Error('it was read');
  const { grantedScopes: _, ...web } = clients.value['web'] ?? { clientId: '' };
  const world = (live: typeof clients.value) => ({
    ...entraWorld({ manifest }),
    identityProvider: { ...rest, clients: { ...clients, value: live } },
  });
  expect(grantsOf(world({ web }))).toContain('not read');
  expect(grantsOf(world({ web: { ...web, grantedScopes: [] } }))).toContain('missing');
  expect(grantsOf(world({ web: null }))).toContain('missing');
});

test('tokens of a directory are shown by their version', () => {
  const token = stations(entraWorld(), []).find(({ label }) => label === 'Token');
  expect(token?.detail).toBe('version 2');
});
