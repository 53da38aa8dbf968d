import type { Fields, Shape } from './property';
import { isList, isValues, type Value, type Values } from './value';

/** The values with every default that the fields have, at any depth; nothing is added to an object that is not there. */
export function withDefaults(fields: Fields, values: Values): Values {
  const filled: Record<string, Value | undefined> = { ...values };
  for (const [name, property] of Object.entries(fields)) {
    const value = filled[name];
    if (value === undefined || value === null) {
      if (property.default !== undefined) filled[name] = property.default;
    } else filled[name] = inside(property.shape, value);
  }
  return filled;
}

function inside(shape: Shape, value: Value): Value {
  if (shape.kind === 'object' && isValues(value)) return withDefaults(shape.fields, value);
  if ((shape.kind === 'list' || shape.kind === 'set') && isList(value))
    return value.map((item) => inside(shape.items, item));
  return value;
}
