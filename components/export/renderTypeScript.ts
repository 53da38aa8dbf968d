import type { ExportedApi } from './exportedApi';
import { headerLines } from './header';
import { escapeInvisible } from './invisible';
import { PROVIDER_FORMS } from './providerForms';

/** Code in the place of a value. */
class Code {
  constructor(readonly text: string) {}
}

/** A whole small program. Addresses and credentials come from the stack's configuration. */
export function renderTypeScript(api: ExportedApi, name: string): string {
  const { call, place, issuesAudience, package: peer, keys } = PROVIDER_FORMS[api.provider.kind];
  const { domain = required(keys.domain), settings, adopt } = api.provider;
  const options = { [place]: domain, ...settings, ...(adopt && { adopt }) };
  const args = {
    ...(!issuesAudience && { audience: api.audience || required('audience') }),
    scopes: api.scopes,
    ...(api.clients && { clients: api.clients }),
    identityProvider: new Code(`${call}(${literal(options, '  ')})`),
    ords: {
      schema: api.schema,
      ...(api.schemaAlias !== undefined && { schemaAlias: api.schemaAlias }),
      baseUrl: required('baseUrl'),
      connection: {
        connectString: required('connectString'),
        user: required('user'),
        password: new Code('config.requireSecret("password")'),
      },
      adopt: true,
      ...(api.jwtProfile && { jwtProfile: api.jwtProfile }),
      ...(api.modules && { modules: api.modules }),
    },
    ...(api.accept && { accept: api.accept }),
  };
  return [
    ...headerLines(api).map((line) => `// ${line}`),
    `// It needs the packages pulumi-ords, @pulumi/pulumi and ${peer}.`,
    'import * as pulumi from "@pulumi/pulumi";',
    `import { ${call}, ProtectedApi } from "pulumi-ords";`,
    '',
    'const config = new pulumi.Config();',
    '',
    `const api = new ProtectedApi(${literal(name)}, ${literal(args)});`,
    '',
    'export const manifest = api.manifest;',
    '',
  ].join('\n');
}

function required(key: string): Code {
  return new Code(`config.require(${JSON.stringify(key)})`);
}

/** The value as an expression of TypeScript that gives it back exactly. */
export function literal(value: unknown, indent = ''): string {
  const inner = `${indent}  `;
  const block = (open: string, lines: readonly string[], close: string): string =>
    lines.length === 0
      ? `${open}${close}`
      : `${open}\n${lines.map((line) => `${inner}${line},\n`).join('')}${indent}${close}`;
  if (value instanceof Code) return value.text;
  if (typeof value === 'string') {
    const lines = value.split('\n');
    // Not a template literal: that would read a carriage return as a line feed.
    return lines.length < 3 ? text(value) : `${block('[', lines.map(text), ']')}.join("\\n")`;
  }
  if (Array.isArray(value))
    return block(
      '[',
      value.map((entry) => literal(entry, inner)),
      ']',
    );
  if (typeof value === 'object' && value !== null)
    return block(
      '{',
      Object.entries(value).map(([key, entry]) => `${property(key)}: ${literal(entry, inner)}`),
      '}',
    );
  return JSON.stringify(value);
}

function text(value: string): string {
  return escapeInvisible(JSON.stringify(value), (code) => `\\u{${code}}`);
}

function property(key: string): string {
  // As a plain property it would set the prototype.
  if (key === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : text(key);
}
