import { covers } from './diff';
import type { Fields } from './property';
import { isValues, type Value, type Values } from './value';

/**
 * The inputs of an update in which what the program has the engine ignore keeps its value of the state, where it would otherwise be
 * sent as nothing. What the program sets has that value already: the engine sees to it.
 */
export function keepIgnored(
  fields: Fields,
  state: Values,
  news: Values,
  ignored: readonly string[],
  prefix = '',
): Values {
  if (ignored.length === 0) return news;
  const kept: Record<string, Value | undefined> = { ...news };
  for (const [name, property] of Object.entries(fields)) {
    const path = prefix + name;
    const live = state[name];
    const value = news[name];
    if (property.shape.kind === 'object' && isValues(live) && isValues(value))
      kept[name] = keepIgnored(property.shape.fields, live, value, ignored, `${path}.`);
    else if (
      property.unsetIsEmpty === true &&
      value === undefined &&
      ignored.some((one) => one === '*' || covers(one, path))
    )
      kept[name] = live;
  }
  return kept;
}
