import type { Property, Shape } from './properties/property';
import { RESOURCE_KINDS } from './resources/registry';

interface TypeSpec {
  readonly type?: string;
  readonly items?: TypeSpec;
  readonly additionalProperties?: TypeSpec;
  readonly $ref?: string;
}

type PropertySpec = TypeSpec & { readonly secret?: boolean; readonly replaceOnChanges?: boolean };

/**
 * The package schema of what this plugin serves, enough for the engine and `pulumi import`. Nested objects are free
 * maps: programs are written against `@pulumi/auth0`, whose own types are exact.
 */
export function packageSchema(version: string): string {
  const resources = RESOURCE_KINDS.map(({ token, fields }) => {
    const inputs = Object.entries(fields).filter(([, { outputOnly }]) => outputOnly !== true);
    return [
      token,
      {
        properties: specs(Object.entries(fields)),
        inputProperties: specs(inputs),
        requiredInputs: inputs.filter(([, { required }]) => required === true).map(([name]) => name),
      },
    ] as const;
  });
  return JSON.stringify({ name: 'auth0', version, resources: Object.fromEntries(resources) });
}

function specs(fields: readonly (readonly [string, Property])[]): Record<string, PropertySpec> {
  return Object.fromEntries(
    fields.map(([name, { shape, secret, replaces }]) => [
      name,
      {
        ...typeOf(shape),
        ...(secret === true ? { secret } : {}),
        ...(replaces === true ? { replaceOnChanges: true } : {}),
      },
    ]),
  );
}

function typeOf(shape: Shape): TypeSpec {
  switch (shape.kind) {
    case 'list':
    case 'set':
      return { type: 'array', items: typeOf(shape.items) };
    case 'map':
      return { type: 'object', additionalProperties: { type: 'string' } };
    case 'object':
      return { type: 'object', additionalProperties: { $ref: 'pulumi.json#/Any' } };
    default:
      return { type: shape.kind };
  }
}
