import { Document, Scalar, visit } from 'yaml';

import type { ExportedApi } from './exportedApi';
import { headerLines } from './header';
import { ESCAPED, escapeInvisible } from './invisible';

/** Longer than any text, so that none is broken. */
const NEVER = Number.MAX_SAFE_INTEGER;
/** Words that one YAML parser or another takes for something else than text. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
/** A word, a module's name, a key of the configuration. */
const PLAIN = /^[A-Za-z][\w.-]*(?::[A-Za-z]\w*)?$/;

/**
 * A `Pulumi.<stack>.yaml`: the values under the keys of the program in `stacks/`. Every parser reads the same texts from
 * it: Pulumi's follows another version of YAML than the library that writes it.
 *
 * @param project Namespace of the keys.
 */
export function renderYaml(api: ExportedApi, project: string): string {
  const { audience, auth0Domain, auth0, schema, schemaAlias, scopes, modules, jwtProfile } = api;
  const values = {
    // The resources are named after it, also in an import file.
    ...(auth0 && { name: project }),
    ...(audience && { audience }),
    ...(auth0Domain !== undefined && { auth0Domain }),
    schema,
    ...(schemaAlias !== undefined && { schemaAlias }),
    ...(auth0 && { ...auth0.settings, ...lifetime(auth0.settings), auth0Adopt: auth0.adopt }),
    // Pulumi's configuration holds texts and objects only.
    adopt: 'true',
    scopes,
    clients: auth0?.clients ?? {},
    ...(jwtProfile && { jwtProfile }),
    ...(modules && { modules }),
  };
  const config = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${project}:${key}`, value]),
  );
  return `${headerLines(api)
    .map((line) => `# ${line}\n`)
    .join('')}${yamlText({ config })}`;
}

// A number at the top would be read as a text by one release of Pulumi and as a number by another.
function lifetime({ tokenLifetime }: { readonly tokenLifetime?: number }): { tokenLifetime?: string } {
  return tokenLifetime === undefined ? {} : { tokenLifetime: String(tokenLifetime) };
}

/** The value as YAML that gives it back exactly. */
export function yamlText(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, node) {
      if (typeof node.value === 'string') node.type = style(node.value, key === 'key');
    },
  });
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: NEVER });
  // What is not in double quotes has none of these.
  return escapeInvisible(text, (code) => `\\U${code.padStart(8, '0')}`);
}

function style(text: string, isKey: boolean): Scalar.Type {
  if (PLAIN.test(text) && !WORD.test(text)) return Scalar.PLAIN;
  // Parsers differ about white space at the edges of a block and of its lines.
  const readable =
    !isKey &&
    text.includes('\n') &&
    !ESCAPED.test(text) &&
    !/^\s|\n\n$/.test(text) &&
    !/^\t|[ \t]$/m.test(text);
  return readable ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
}
