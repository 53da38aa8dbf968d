import { quote } from '../rules/text';
import type { ExportedApi } from './exportedApi';

/** What stands above the values, one line each, without the comment sign. No character in it ends a line. */
export function headerLines({ schema, modules, auth0, notExpressed }: ExportedApi): string[] {
  return [
    `Written by pulumi-ords export from what ORDS holds of schema ${quote(schema)}.`,
    modules === undefined
      ? "The modules' definitions are not here: a scope may name modules that exist. --definitions includes them."
      : "The modules' definitions are here: up writes them, and removes from a module what they do not say.",
    'adopt: true lets up take over what exists; look at pulumi preview first.',
    auth0 === undefined
      ? 'Not read: the identity provider and its clients, AutoREST objects, OAuth clients of ORDS itself.'
      : 'Not read: AutoREST objects, OAuth clients of ORDS itself; of Auth0 all but this API, its scopes, and the clients with a grant for it.',
    ...(notExpressed.length === 0
      ? ['Everything that was read is expressed.']
      : [
          'Not expressed, or not all of it:',
          ...notExpressed.map(({ object, reason }) => `- ${object}: ${reason}`),
        ]),
  ];
}
