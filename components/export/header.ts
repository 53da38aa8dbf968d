import { quote } from '../rules/text';
import type { ExportedApi } from './exportedApi';
import { PROVIDER_FORMS } from './providerForms';

/** What stands above the values, one line each, without the comment sign. No character in it ends a line. */
export function headerLines(api: ExportedApi): string[] {
  const { schema, modules, provider, notExpressed } = api;
  return [
    `Written by pulumi-ords export from what ORDS holds of schema ${quote(schema)}.`,
    modules === undefined
      ? "The modules' definitions are not here: a scope may name modules that exist. --definitions includes them."
      : "The modules' definitions are here: up writes them, and removes from a module what they do not say.",
    'adopt: true lets up take over what exists; look at pulumi preview first.',
    provider.adopt === undefined
      ? 'Not read: the identity provider and its clients, AutoREST objects, OAuth clients of ORDS itself.'
      : `Not read: AutoREST objects, OAuth clients of ORDS itself; ${PROVIDER_FORMS[provider.kind].notRead}.`,
    ...(notExpressed.length === 0
      ? ['Everything that was read is expressed.']
      : [
          'Not expressed, or not all of it:',
          ...notExpressed.map(({ object, reason }) => `- ${object}: ${reason}`),
        ]),
  ];
}
