/** Ids as the official plugin makes them, read back; the parts are object ids unless said otherwise. */
export const applicationId = (objectId: string): string => `/applications/${objectId}`;
export const servicePrincipalId = (objectId: string): string => `/servicePrincipals/${objectId}`;

/** The object id in `/applications/<id>` or `/servicePrincipals/<id>`. Throws Error for another text. */
export function objectIdOf(id: string): string {
  return partsOf(id, /^\/(?:applications|servicePrincipals)\/([^/]+)$/)[0] ?? '';
}

export const passwordId = (objectId: string, keyId: string): string => `${objectId}/password/${keyId}`;

export function parsePasswordId(id: string): { readonly objectId: string; readonly keyId: string } {
  const [objectId = '', keyId = ''] = partsOf(id, /^([^/]+)\/password\/([^/]+)$/);
  return { objectId, keyId };
}

export const preAuthorizedId = (objectId: string, clientId: string): string =>
  `${objectId}/preAuthorizedApplication/${clientId}`;

export function parsePreAuthorizedId(id: string): { readonly objectId: string; readonly clientId: string } {
  const [objectId = '', clientId = ''] = partsOf(id, /^([^/]+)\/preAuthorizedApplication\/([^/]+)$/);
  return { objectId, clientId };
}

export const identifierUriId = (objectId: string, uri: string): string =>
  `/applications/${objectId}/identifierUris/${Buffer.from(uri).toString('base64')}`;

export function parseIdentifierUriId(id: string): { readonly objectId: string; readonly uri: string } {
  const [objectId = '', encoded = ''] = partsOf(id, /^\/applications\/([^/]+)\/identifierUris\/(.+)$/);
  return { objectId, uri: Buffer.from(encoded, 'base64').toString() };
}

export const assignmentId = (resourceId: string, id: string): string =>
  `/servicePrincipals/${resourceId}/appRoleAssignedTo/${id}`;

/** The id is the path of the assignment as well. Throws Error for another text. */
export function checkAssignmentId(id: string): string {
  partsOf(id, /^\/servicePrincipals\/[^/]+\/appRoleAssignedTo\/[^/]+$/);
  return id;
}

function partsOf(id: string, pattern: RegExp): string[] {
  const match = pattern.exec(id);
  if (!match)
    throw new Error(`parsing the id ${JSON.stringify(id)}: it is not of the form ${pattern.source}`);
  return match.slice(1);
}
