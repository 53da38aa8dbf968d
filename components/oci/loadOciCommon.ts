import type * as ociCommon from 'oci-common';

import { OrdsError } from '../errors';

/** Oracle's package with the request signature, an optional peer; loaded by the first call. Throws `idp.package_missing`. */
export async function loadOciCommon(): Promise<typeof ociCommon> {
  try {
    return await import('oci-common');
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new OrdsError('OCI IAM needs the package oci-common, which is not installed beside this library', {
      code: 'idp.package_missing',
      field: 'identityProvider',
      remedy: 'npm install @pulumi/oci oci-common',
    });
  }
}
