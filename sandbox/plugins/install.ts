import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PLUGIN_VERSION as AUTH0_VERSION } from './auth0/version';
import { PLUGIN_VERSION as AZUREAD_VERSION } from './azuread/version';
import { PLUGIN_VERSION as OCI_VERSION } from './oci/version';

const EXECUTABLE_MODE = 0o755;

/** The plugins of the sandbox, each with the release of its package. */
const PLUGINS = { auth0: AUTH0_VERSION, azuread: AZUREAD_VERSION, oci: OCI_VERSION } as const;

/**
 * Puts the stand-ins for the official resource plugins where the engine looks for installed ones:
 * `<pulumiHome>/plugins/resource-<name>-v<version>/pulumi-resource-<name>`. The launchers need `node` on PATH; an
 * official plugin on PATH is preferred to them by the engine unless `PULUMI_IGNORE_AMBIENT_PLUGINS` is set.
 *
 * @param pulumiHome the sandbox's own `PULUMI_HOME`, never the user's.
 * @throws Error when the sandbox has not been built.
 */
export async function installPlugins(pulumiHome: string): Promise<void> {
  for (const [name, version] of Object.entries(PLUGINS)) {
    const main = compiledMain(name);
    const folder = path.join(pulumiHome, 'plugins', `resource-${name}-v${version}`);
    const executable = path.join(folder, `pulumi-resource-${name}`);
    await mkdir(folder, { recursive: true });
    await writeFile(executable, `#!/usr/bin/env node\nrequire(${JSON.stringify(main)});\n`);
    await chmod(executable, EXECUTABLE_MODE);
    // Left by a broken download of the official plugin, it would make the engine ignore the folder.
    await rm(`${folder}.partial`, { force: true });
  }
}

/** Beside this file when it runs compiled, else in the build's folder. */
function compiledMain(name: string): string {
  const places = [__dirname, path.join(__dirname, '..', 'dist', 'plugins')];
  const main = places.map((place) => path.join(place, name, 'main.js')).find((file) => existsSync(file));
  if (main === undefined) throw new Error(`the ${name} plugin is not built: run \`npm run build\``);
  return main;
}
