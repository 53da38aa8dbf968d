import { sameItem } from './diff';
import type { Fields, Property, Shape } from './property';
import { isList, isValues, UNKNOWN, type Value, type Values } from './value';

/** Outputs of a resource that does not exist yet: its inputs, and unknown for whatever the service will fill in. */
export function previewCreate(fields: Fields, inputs: Values): Values {
  const outputs: Record<string, Value> = {};
  for (const [name, property] of Object.entries(fields)) {
    const value = inputs[name];
    if (value !== undefined) outputs[name] = planned(property.shape, undefined, value);
    else if (isFilled(property)) outputs[name] = UNKNOWN;
  }
  return outputs;
}

/** Outputs after an update: what the program sets now, and the old value of whatever the service fills in. */
export function previewUpdate(fields: Fields, state: Values, news: Values): Values {
  const outputs: Record<string, Value> = {};
  for (const [name, property] of Object.entries(fields)) {
    const value = news[name];
    if (value !== undefined) outputs[name] = planned(property.shape, state[name], value);
    else if (isFilled(property) && state[name] !== undefined) outputs[name] = state[name];
  }
  return outputs;
}

function isFilled({ computed, outputOnly }: Property): boolean {
  return computed === true || outputOnly === true;
}

/** The same inside objects and lists: an item that is new has unknown parts, one that stays has those it had. */
function planned(shape: Shape, before: Value | undefined, after: Value): Value {
  if (shape.kind === 'object' && isValues(after)) {
    return isValues(before) ? previewUpdate(shape.fields, before, after) : previewCreate(shape.fields, after);
  }
  if ((shape.kind === 'list' || shape.kind === 'set') && isList(after)) {
    const olds = isList(before) ? before : [];
    return after.map((item, index) => {
      const same = shape.kind === 'set' ? olds.find((old) => sameItem(shape.items, old, item)) : olds[index];
      return planned(shape.items, same, item);
    });
  }
  return after;
}
