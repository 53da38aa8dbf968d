import type { Json } from '../../../components/diagnose/collect/managementReader';
import { restoreUris } from '../../../components/idp/entraKeptUris';

const URI = 'api://11111111-0000-4000-8000-000000000001';

async function written(now: Json | undefined, before: readonly string[]): Promise<Json[]> {
  const bodies: Json[] = [];
  await restoreUris(
    {
      get: () => Promise.resolve(now),
      replace: (path, members) => {
        expect(path).toBe('applications/o-1');
        bodies.push(members);
        return Promise.resolve();
      },
    },
    'o-1',
    before,
  );
  return bodies;
}

test('an identifier URI that a change has taken comes back beside those that there are', async () => {
  expect(await written({ identifierUris: ['api://other'] }, [URI])).toEqual([
    { identifierUris: ['api://other', URI] },
  ]);
  expect(await written({ identifierUris: [URI, 'api://other'] }, [URI])).toEqual([]);
  expect(await written({ identifierUris: [] }, [])).toEqual([]);
});
