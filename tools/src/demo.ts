import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  loadSettings,
  sandboxEnvironment,
  startDaemon,
  stopDaemon,
  StateFolder,
  stateFolderPath,
} from 'ords-sandbox';
import { Http } from './demo/http';
import type { DemoIdentityProvider } from './demo/identityProvider';
import { Narrator } from './demo/narrator';
import { auth0 } from './demo/providers/auth0';
import { entra } from './demo/providers/entra';
import { ociIam } from './demo/providers/ociIam';
import { tellStory } from './demo/story';
import { linkEngine } from './engineHome';

/** The repository: this file runs as tools/dist/demo.js. */
const ROOT = resolve(__dirname, '../..');

const IDENTITY_PROVIDERS: Readonly<Record<string, DemoIdentityProvider>> = {
  auth0,
  'oci-iam': ociIam,
  entra,
};

/** The main job from nothing to nothing: both sides made, used, damaged, repaired and removed again. */
async function main(): Promise<void> {
  const { keep, idp } = options();
  const narrator = new Narrator();
  const folder = new StateFolder(stateFolderPath(undefined, {}));

  const environment = await narrator.step(`Start the sandbox: ${idp.parts}`, async () => {
    const running = await startDaemon({ state: folder.path });
    const engine = await linkEngine(folder.pulumiHome);
    const started = sandboxEnvironment(folder, running, loadSettings(folder, {}));
    narrator.say(
      `${idp.address(started)}, Oracle ${running.oracle.connectString}, ORDS ${running.ords.baseUrl}`,
    );
    narrator.say(`Pulumi ${engine.version}; the sandbox was ready after ${running.readyAfterSeconds} s`);
    return started;
  });
  // This process needs the CA too; NODE_EXTRA_CA_CERTS is read at the start of a process only.
  const http = new Http(join(folder.path, 'ca.pem'));
  try {
    await tellStory({ narrator, idp, http, environment, keep, root: ROOT });
  } finally {
    await http.close();
    if (!keep) {
      await stopDaemon(folder.path);
      folder.wipe();
    }
  }
  console.log(`\nDone in ${narrator.elapsed} s.`);
  if (keep) printWhatNext(idp);
}

function options(): { keep: boolean; idp: DemoIdentityProvider } {
  const { values } = parseArgs({
    options: { keep: { type: 'boolean', default: false }, idp: { type: 'string', default: 'auth0' } },
  });
  const idp = Object.hasOwn(IDENTITY_PROVIDERS, values.idp) ? IDENTITY_PROVIDERS[values.idp] : undefined;
  if (!idp) throw new Error(`--idp ${values.idp}: one of ${Object.keys(IDENTITY_PROVIDERS).join(', ')}`);
  return { keep: values.keep, idp };
}

function printWhatNext({ project }: DemoIdentityProvider): void {
  console.log(`
The sandbox runs on, with the stack up. Try next:
  ${[...(project.directory === '.' ? [] : [`cd ${project.directory}`]), 'eval "$(npx ords-sandbox env)"'].join('\n  ')}
  pulumi stack output endpoints
  pulumi preview                       # the drift check: no changes now
  npx pulumi-ords drift                # the same by comparing both sides; doctor, verify and report as well
  curl --cacert "$ORDS_SANDBOX_STATE/ca.pem" -i "$(pulumi stack output endpoints --json | node -p 'JSON.parse(require("fs").readFileSync(0)).orders')"
  pulumi destroy && npx ords-sandbox reset`);
}

main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
