import type { Property, Shape } from './properties/property';
import type { PluginDefinition } from './definition';

interface TypeSpec {
  readonly type?: string;
  readonly items?: TypeSpec;
  readonly additionalProperties?: TypeSpec;
  readonly $ref?: string;
}

type PropertySpec = TypeSpec & { readonly secret?: boolean; readonly replaceOnChanges?: boolean };

/**
 * The package schema of what this plugin serves, enough for the engine and `pulumi import`. Nested objects are free
 * maps: programs are written against the package's own SDK, whose types are exact.
 */
export function packageSchema<Api>({ name, version, kinds }: PluginDefinition<Api>): string {
  const resources = kinds.map(({ token, fields }) => {
    const inputs = Object.entries(fields).filter(([, { outputOnly }]) => outputOnly !== true);
    return [
      token,
      {
        properties: specs(Object.entries(fields)),
        inputProperties: specs(inputs),
        requiredInputs: inputs.filter(([, { required }]) => required === true).map(([input]) => input),
      },
    ] as const;
  });
  return JSON.stringify({ name, version, resources: Object.fromEntries(resources) });
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
