import type { Fields, Property, Shape } from './property';
import { isList, isValues, UNKNOWN, type Value, type Values } from './value';

/** A property the program must correct before anything is sent. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** Required, unknown and ill-shaped properties; unknown values pass, they are judged once they are known. */
export function checkValues(plugin: string, fields: Fields, values: Values, path = ''): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const [name, property] of Object.entries(fields)) {
    const value = values[name];
    const at = path + name;
    if (value === undefined || value === null) {
      if (property.required === true)
        failures.push({ property: at, reason: `Missing required property '${at}'` });
    } else if (property.outputOnly === true) {
      if (path === '' || property.echoed === true)
        failures.push({ property: at, reason: `'${at}' is an output and cannot be set` });
    } else {
      failures.push(...checkProperty(plugin, property, value, at));
    }
  }
  for (const name of Object.keys(values)) {
    if (values[name] === undefined || name.startsWith('__') || Object.hasOwn(fields, name)) continue;
    failures.push({
      property: path + name,
      reason: `'${path}${name}' is not supported by the sandbox's ${plugin} plugin`,
    });
  }
  return failures;
}

function checkProperty(plugin: string, property: Property, value: Value, at: string): CheckFailure[] {
  const failures = checkShape(plugin, property.shape, value, at);
  if (failures.length > 0 || value === UNKNOWN) return failures;
  const complaint = property.rule?.(value);
  return complaint === undefined ? [] : [{ property: at, reason: `'${at}' ${complaint}` }];
}

function checkShape(plugin: string, shape: Shape, value: Value, at: string): CheckFailure[] {
  if (value === UNKNOWN) return [];
  const wrong = [{ property: at, reason: `'${at}' must be a ${shape.kind}` }];
  switch (shape.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === shape.kind ? [] : wrong;
    case 'list':
    case 'set':
      return isList(value)
        ? value.flatMap((item, index) => checkShape(plugin, shape.items, item, `${at}[${index}]`))
        : wrong;
    case 'map':
      return isValues(value) ? [] : wrong;
    case 'object':
      return isValues(value) ? checkValues(plugin, shape.fields, value, `${at}.`) : wrong;
  }
}
