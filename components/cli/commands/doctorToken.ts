import { OrdsError } from '../../errors';
import type { Manifest } from '../../manifest';
import type { Run } from '../run';
import { clientSecrets, clientSecretVariable } from '../sources/credentials';
import type { ClientSecrets } from '../sources/findClientSecrets';

/**
 * A new token for a client: the one that was named, else the only one whose secret is known.
 *
 * @throws OrdsError `cli.client.*`, or why the identity provider gave none
 */
export async function ownToken(
  manifest: Manifest,
  client: string | undefined,
  secrets: ClientSecrets,
  { surroundings, services, masker }: Run,
): Promise<string> {
  const forPeople = (key: string): boolean => manifest.clients[key]?.redirectUris !== undefined;
  if (client !== undefined && forPeople(client)) throw signsIn(client);
  const keys =
    client === undefined ? Object.keys(manifest.clients).filter((key) => !forPeople(key)) : [client];
  const secretOf = clientSecrets([manifest], secrets, surroundings.env, masker);
  const known = keys.flatMap((key) => {
    const secret = secretOf(key, manifest);
    return secret === undefined ? [] : [{ key, secret }];
  });
  const [first, ...others] = known;
  if (first === undefined) throw noSecret(keys);
  if (others.length > 0)
    throw new OrdsError('there is more than one client to take a token from', {
      code: 'cli.client.ambiguous',
      field: '--client',
      remedy: `name one: ${known.map(({ key }) => `--client ${key}`).join(' or ')}; or pipe the refused token in: --token -`,
    });
  const token = await services.requestToken(manifest, first.key, first.secret);
  if (token !== '') masker.add(token);
  return token;
}

function noSecret(keys: readonly string[]): OrdsError {
  const [key] = keys;
  return key === undefined
    ? new OrdsError('there is no token, and the API declares no machine client to take one from', {
        code: 'cli.client.none',
        field: '--token',
        remedy: 'pipe the refused token in: --token - < token.txt',
      })
    : new OrdsError(`the secret of ${keys.length === 1 ? `client "${key}"` : 'any client'} is not known`, {
        code: 'cli.client.no_secret',
        field: '--client',
        remedy: `export ${clientSecretVariable(key)}=...; or export the clients from the program; or pipe the refused token in: --token -`,
      });
}

function signsIn(client: string): OrdsError {
  return new OrdsError(`people sign in to client "${client}": there is no token of it without a browser`, {
    code: 'cli.client.signs_in',
    field: '--client',
    remedy: 'sign in, and pipe the refused token in: --token -; or name a machine client',
  });
}
