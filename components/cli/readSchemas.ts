import type { SchemaFacts } from '../diagnose/facts';
import { unreadParts } from '../diagnose/parts';
import { schemaOf } from '../diagnose/schemaOf';
import type { Manifest } from '../manifest';
import { unreadText } from './output/findingText';
import { access, type Run } from './run';

/** Base paths and templates from the catalogue, where there is a password; whoever asks can do without. */
export async function readSchemas(
  manifests: readonly Manifest[],
  run: Run,
): Promise<ReadonlyMap<Manifest, SchemaFacts>> {
  const { connection } = access(manifests, run);
  const readable = manifests.filter((manifest) => connection(manifest) !== undefined);
  if (readable.length === 0) return new Map();
  run.console.progress('reading the ORDS catalogue ...');
  const apis = await run.services.collectSides(readable, { connection });
  run.console.progress('');
  const { console } = run;
  for (const part of unreadParts(apis).filter(({ side }) => side === 'ORDS'))
    console.err(unreadText(part, { colours: console.errColours, width: console.width }));
  return new Map(
    apis.flatMap((api) => {
      const schema = schemaOf(api);
      return schema === undefined ? [] : [[api.manifest, schema] as const];
    }),
  );
}
