import { Document, Scalar, visit } from 'yaml';

import type { ExportedApi } from './exportedApi';
import { headerLines } from './header';
import { ESCAPED, escapeInvisible } from './invisible';
import { PROVIDER_FORMS } from './providerForms';

/** Longer than any text, so that none is broken. */
const NEVER = Number.MAX_SAFE_INTEGER;
/** Words that one YAML parser or another takes for something else than text. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
/** A word, a module's name, a key of the configuration. */
const PLAIN = /^[A-Za-z][\w.-]*(?::[A-Za-z]\w*)?$/;

/**
 * A `Pulumi.<stack>.yaml`: the values under the keys of the program in `stacks/` of the identity provider. Every parser reads the same
 * texts from it: Pulumi's follows another version of YAML than the library that writes it.
 *
 * @param project Namespace of the keys.
 */
export function renderYaml(api: ExportedApi, project: string): string {
  const { audience, provider, schema, schemaAlias, scopes, clients, modules, jwtProfile, accept } = api;
  const { kind, domain, settings, adopt } = provider;
  const { keys, issuesAudience, stack, package: peer } = PROVIDER_FORMS[kind];
  const values = {
    // The resources are named after it, also in an import file.
    ...(adopt && { name: project }),
    ...(audience && !issuesAudience && { audience }),
    ...(domain !== undefined && { [keys.domain]: domain }),
    schema,
    ...(schemaAlias !== undefined && { schemaAlias }),
    ...mapValues(settings, String),
    ...(adopt && { [keys.adopt]: adopt }),
    adopt: 'true',
    scopes,
    clients: clients ?? {},
    ...(accept && { accept }),
    ...(jwtProfile && { jwtProfile }),
    ...(modules && { modules }),
  };
  const config = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${project}:${key}`, value]),
  );
  const header = [
    ...headerLines(api),
    `These are values of the program ${stack} of pulumi-ords, which needs ${peer} beside it.`,
  ];
  return `${header.map((line) => `# ${line}\n`).join('')}${yamlText({ config })}`;
}

// Pulumi's configuration holds texts and objects only: a number at its top would be read as a text by one release and as a number by another.
function mapValues<T, R>(values: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
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
