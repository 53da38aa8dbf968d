import type { Fields, Property } from './property';
import { isList, isValues, type Value, type Values } from './value';

/**
 * Refuses a value that the service does not know, as clients made from an API's description do: when the call is made,
 * not in a preview.
 *
 * @throws Error naming the property, the value and the values there are.
 */
export function refuseUnsupported(fields: Fields, values: Values): void {
  for (const [name, property] of Object.entries(fields)) refuseValue(property, name, values[name]);
}

function refuseValue(property: Property, name: string, value: Value | undefined): void {
  const { allowed, shape } = property;
  if (isList(value)) for (const item of value) refuseValue(property, name, item);
  else if (allowed !== undefined && typeof value === 'string' && !allowed.includes(value)) {
    throw new Error(
      `unsupported enum value for ${property.api}: ${value}. Supported values are: ${allowed.join(',')}.`,
    );
  } else if (isValues(value)) {
    const items = shape.kind === 'list' || shape.kind === 'set' ? shape.items : shape;
    if (items.kind === 'object') refuseUnsupported(items.fields, value);
  }
}
