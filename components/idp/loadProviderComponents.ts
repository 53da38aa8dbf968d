import { OrdsError } from '../errors';
import { forProgram } from '../problem';
import type * as auth0 from './auth0Api';
import type * as entra from './entraApi';
import type * as ociIam from './ociIamApi';

/*
 * The packages of the identity providers are optional peers: a program needs that of its own provider only, and `import`ing this
 * library loads none. `provision` has to answer at once, so that they are required and not imported.
 */

/** The component of `auth0(...)`. Throws `idp.package_missing`. */
export function loadAuth0Api(): typeof auth0.Auth0Api {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return loaded<typeof auth0>('auth0', ['@pulumi/auth0'], () => require('./auth0Api')).Auth0Api;
}

/** The component of `entra(...)`. Throws `idp.package_missing`. */
export function loadEntraApi(): typeof entra.EntraApi {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return loaded<typeof entra>('entra', ['@pulumi/azuread'], () => require('./entraApi')).EntraApi;
}

/** The component of `ociIam(...)`. Throws `idp.package_missing`. */
export function loadOciIamApi(): typeof ociIam.OciIamApi {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return loaded<typeof ociIam>('ociIam', ['@pulumi/oci', 'oci-common'], () => require('./ociIamApi'))
    .OciIamApi;
}

/** What `load` gives; where it fails for one of `packages`, the error that says how to install them. */
export function loaded<Module>(caller: string, packages: readonly string[], load: () => unknown): Module {
  try {
    return load() as Module;
  } catch (error) {
    const missing = packages.find((name) => isMissing(error, name));
    if (missing === undefined) throw error;
    throw forProgram(
      new OrdsError(`${caller}() needs the package ${missing}, which is not installed beside this library`, {
        code: 'idp.package_missing',
        field: 'identityProvider',
        remedy: `npm install ${packages.join(' ')}`,
      }),
    );
  }
}

/** Also of a module inside the package, and not of another one that the package itself misses. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === 'MODULE_NOT_FOUND' && new RegExp(`^Cannot find module '${name}['/]`).test(String(message));
}
