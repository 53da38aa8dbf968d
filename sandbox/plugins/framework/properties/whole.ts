import { sameItem } from './diff';
import type { Fields, Shape } from './property';
import { isList, isValues, type Value, type Values } from './value';

/**
 * The properties for an API that replaces the whole object: what the program sets, and for the rest of what the
 * service fills in the value it showed last. An empty list that changes nothing is left out.
 */
export function wholeObject(fields: Fields, state: Values, news: Values): Values {
  const whole: Record<string, Value> = {};
  for (const [name, property] of Object.entries(fields)) {
    const kept = property.computed === true || property.outputOnly === true ? state[name] : undefined;
    const value = news[name] === undefined ? kept : merge(property.shape, state[name], news[name]);
    if (value === undefined || value === null || (isEmpty(value) && isEmpty(state[name] ?? []))) continue;
    whole[name] = value;
  }
  return whole;
}

function isEmpty(value: Value): boolean {
  return isList(value) && value.length === 0;
}

/** An item that is still the same keeps what the service had filled in; a new one has the program's values only. */
function merge(shape: Shape, before: Value | undefined, after: Value): Value {
  if (shape.kind === 'object' && isValues(after)) {
    return { ...after, ...wholeObject(shape.fields, isValues(before) ? before : {}, after) };
  }
  if ((shape.kind === 'list' || shape.kind === 'set') && isList(after)) {
    const olds = isList(before) ? before : [];
    return after.map((item, index) => {
      const same = shape.kind === 'set' ? olds.find((old) => sameItem(shape.items, old, item)) : olds[index];
      return merge(shape.items, same, item);
    });
  }
  return after;
}
