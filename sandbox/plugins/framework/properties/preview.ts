import type { Fields } from './property';
import { UNKNOWN, type Value, type Values } from './value';

/** Outputs of a resource that does not exist yet: its inputs, and unknown for whatever the service will fill in. */
export function previewCreate(fields: Fields, inputs: Values): Values {
  const outputs: Record<string, Value> = {};
  for (const [name, property] of Object.entries(fields)) {
    const value = inputs[name];
    if (value !== undefined) outputs[name] = value;
    else if (property.computed === true || property.outputOnly === true) outputs[name] = UNKNOWN;
  }
  return outputs;
}

/** Outputs after an update: what the program sets now, and the old value of whatever the service fills in. */
export function previewUpdate(fields: Fields, state: Values, news: Values): Values {
  const outputs: Record<string, Value> = {};
  for (const [name, property] of Object.entries(fields)) {
    const kept = property.computed === true || property.outputOnly === true ? state[name] : undefined;
    const value = news[name] ?? kept;
    if (value !== undefined) outputs[name] = value;
  }
  return outputs;
}
