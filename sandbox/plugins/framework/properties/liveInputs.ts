import { DEFAULTS } from './autoname';
import type { Fields, Property, Shape } from './property';
import { isList, isValues, isZero, sameValue, type Value, type Values } from './value';

/**
 * The inputs that describe the live object, so that drift shows and the next `up` repairs it. After a refresh they
 * hold the properties the program had set and no others; an import, which has no inputs, gets all that say something.
 */
export function liveInputs(fields: Fields, outputs: Values, oldInputs: Values): Values {
  const imported = Object.keys(oldInputs).every((name) => name.startsWith('__'));
  const inputs = imported ? importedInputs(fields, outputs) : refreshedInputs(fields, outputs, oldInputs);
  return { ...inputs, [DEFAULTS]: oldInputs[DEFAULTS] ?? [] };
}

function importedInputs(fields: Fields, outputs: Values): Values {
  const inputs: Record<string, Value> = {};
  for (const [name, property] of Object.entries(fields)) {
    const value = outputs[name];
    if (property.outputOnly === true || value === undefined || isZero(value)) continue;
    inputs[name] = withoutOutputs(property.shape, value);
  }
  return inputs;
}

function withoutOutputs(shape: Shape, value: Value): Value {
  if ((shape.kind === 'list' || shape.kind === 'set') && isList(value)) {
    return value.map((item) => withoutOutputs(shape.items, item));
  }
  return shape.kind === 'object' && isValues(value) ? importedInputs(shape.fields, value) : value;
}

function refreshedInputs(fields: Fields, outputs: Values, oldInputs: Values): Values {
  const inputs: Record<string, Value> = {};
  for (const [name, old] of Object.entries(oldInputs)) {
    const property = fields[name];
    if (property === undefined || old === undefined) continue;
    const live = refreshedInput(property, outputs[name], old);
    if (live !== undefined) inputs[name] = live;
  }
  return inputs;
}

function refreshedInput(property: Property, live: Value | undefined, old: Value): Value | undefined {
  if (property.writeOnly === true) return old;
  if (live === undefined || live === null) return isZero(old) ? old : undefined;
  return project(property.shape, live, old);
}

function project(shape: Shape, live: Value, old: Value): Value {
  if (shape.kind === 'object' && isValues(live) && isValues(old))
    return refreshedInputs(shape.fields, live, old);
  if (shape.kind === 'list' && isList(live) && isList(old)) {
    return live.map((item, index) => projectItem(shape.items, item, old[index]));
  }
  if (shape.kind === 'set' && isList(live) && isList(old)) return projectSet(shape.items, live, old);
  return live;
}

function projectItem(items: Shape, live: Value, old: Value | undefined): Value {
  return old === undefined ? withoutOutputs(items, live) : project(items, live, old);
}

/** What the program listed keeps its place, so that a set returned in another order is not shown as changed. */
function projectSet(items: Shape, live: readonly Value[], old: readonly Value[]): Value {
  const plain = live.map((item) => withoutOutputs(items, item));
  const kept = old.filter((item) => plain.some((candidate) => sameValue(candidate, item)));
  const added = plain.filter((candidate) => !old.some((item) => sameValue(candidate, item)));
  return [...kept, ...added];
}
