import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PLUGIN_VERSION } from './auth0/version';

const FOLDER = `resource-auth0-v${PLUGIN_VERSION}`;
const EXECUTABLE = 'pulumi-resource-auth0';
const EXECUTABLE_MODE = 0o755;

/**
 * Puts the stand-in for the auth0 resource plugin where the engine looks for an installed one:
 * `<pulumiHome>/plugins/resource-auth0-v3.49.0/pulumi-resource-auth0`. The launcher needs `node` on PATH; an official
 * `pulumi-resource-auth0` on PATH is preferred to it by the engine unless `PULUMI_IGNORE_AMBIENT_PLUGINS` is set.
 *
 * @param pulumiHome the sandbox's own `PULUMI_HOME`, never the user's.
 * @throws Error when the sandbox has not been built.
 */
export async function installAuth0Plugin(pulumiHome: string): Promise<void> {
  const main = compiledMain();
  const plugins = path.join(pulumiHome, 'plugins');
  const folder = path.join(plugins, FOLDER);
  const executable = path.join(folder, EXECUTABLE);
  await mkdir(folder, { recursive: true });
  await writeFile(executable, `#!/usr/bin/env node\nrequire(${JSON.stringify(main)});\n`);
  await chmod(executable, EXECUTABLE_MODE);
  // Left by a broken download of the official plugin, it would make the engine ignore the folder.
  await rm(`${folder}.partial`, { force: true });
}

/** Beside this file when it runs compiled, else in the build's folder. */
function compiledMain(): string {
  const places = [__dirname, path.join(__dirname, '..', 'dist', 'plugins')];
  const main = places.map((place) => path.join(place, 'auth0', 'main.js')).find((file) => existsSync(file));
  if (main === undefined) throw new Error('the auth0 plugin is not built: run `npm run build`');
  return main;
}
