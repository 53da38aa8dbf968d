import { isJsonObject, type Json, type JsonObject } from '../../../identity/json';
import { stepsOf } from './attributePath';
import { invalidPatch } from './errors';
import { parseFilter } from './filter';
import { memberNamed, valueNamed } from './record';

const OPERATIONS = ['add', 'remove', 'replace'];
/** `emails[type eq "work"].value`: the attribute, the filter, what follows. */
const PATH = /^([^[\]]+)(?:\[(.+)\])?(?:\.([^[\]]+))?$/;
/** What every object inherits: a step onto it would leave the record. */
const INHERITED = new Set(['__proto__', 'constructor', 'prototype']);

/** The attributes after the operations of a PATCH (RFC 7644 3.5.2). Throws ScimError. */
export function patched(record: JsonObject, body: unknown, canonical: readonly string[] = []): JsonObject {
  const operations = isJsonObject(body) ? valueNamed(body, 'Operations') : undefined;
  if (!Array.isArray(operations) || operations.length === 0) throw invalidPatch('Operations are missing');
  const result = structuredClone(record);
  for (const operation of operations) {
    if (!isJsonObject(operation)) throw invalidPatch('an operation is an object');
    apply(result, operation, canonical);
  }
  return result;
}

function apply(record: JsonObject, operation: JsonObject, canonical: readonly string[]): void {
  const op = String(operation['op'] ?? '').toLowerCase();
  const { path, value } = operation;
  if (!OPERATIONS.includes(op)) throw invalidPatch(`op is one of ${OPERATIONS.join(', ')}`);
  if (op !== 'remove' && value === undefined) throw invalidPatch(`${op} needs a value`);
  checkMembers(value);
  if (path === undefined) {
    if (op === 'remove' || !isJsonObject(value)) throw invalidPatch('a path is missing');
    for (const [name, member] of Object.entries(value)) change(record, [name], op, member, canonical);
    return;
  }
  if (typeof path !== 'string') throw invalidPatch('path is a text');
  const match = PATH.exec(path);
  if (!match) throw invalidPatch(`${path} is no path`);
  const [, attribute = '', filter, sub] = match;
  if (filter === undefined) change(record, stepsOf(attribute), op, value, canonical);
  else changeItems(record, attribute, filter, sub, op, value);
}

function checkName(name: string): void {
  if (INHERITED.has(name.toLowerCase())) throw invalidPatch(`${name} is no attribute`);
}

function checkMembers(value: Json | undefined): void {
  if (Array.isArray(value)) value.forEach(checkMembers);
  else if (isJsonObject(value))
    for (const [name, member] of Object.entries(value)) {
      checkName(name);
      checkMembers(member);
    }
}

/** Adds to a list what it does not hold yet; everything else takes the place of what was there. */
function change(
  record: JsonObject,
  [step = '', ...rest]: readonly string[],
  op: string,
  value: Json | undefined,
  canonical: readonly string[],
): void {
  checkName(step);
  const known = canonical.find((candidate) => candidate.toLowerCase() === step.toLowerCase());
  const name = memberNamed(record, step) ?? known ?? step;
  if (rest.length > 0) {
    const inner = own(record, name);
    const target = isJsonObject(inner) ? inner : {};
    record[name] = target;
    change(target, rest, op, value, []);
  } else if (op === 'remove') {
    record[name] = value === undefined ? undefined : without(own(record, name), value);
  } else {
    const current = own(record, name);
    record[name] = op === 'add' && Array.isArray(current) ? union(current, value) : value;
  }
}

function changeItems(
  record: JsonObject,
  attribute: string,
  filter: string,
  sub: string | undefined,
  op: string,
  value: Json | undefined,
): void {
  checkName(attribute);
  const name = memberNamed(record, attribute) ?? attribute;
  const items = own(record, name);
  const test = parseFilter(filter);
  const matches = (item: Json): boolean => isJsonObject(item) && test(item);
  if (!Array.isArray(items) || !items.some(matches)) {
    if (op === 'remove') return;
    throw invalidPatch(`${attribute}[${filter}] is nothing`);
  }
  if (op === 'remove' && sub === undefined) {
    record[name] = items.filter((item) => !matches(item));
    return;
  }
  for (const item of items.filter(matches).filter(isJsonObject)) {
    if (sub !== undefined) change(item, stepsOf(sub), op, value, []);
    else if (isJsonObject(value)) Object.assign(item, value);
    else throw invalidPatch('an item is an object');
  }
}

function own(record: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function union(current: readonly Json[], added: Json | undefined): Json[] {
  const items = Array.isArray(added) ? added : added === undefined ? [] : [added];
  return [...current, ...items.filter((item) => !current.some((other) => isSame(item, other)))];
}

function without(current: Json | undefined, removed: Json): Json {
  const items = Array.isArray(removed) ? removed : [removed];
  return Array.isArray(current)
    ? current.filter((item) => !items.some((other) => isSame(item, other)))
    : null;
}

/** Items of complex attributes are the same when their values are. */
function isSame(left: Json, right: Json): boolean {
  if (isJsonObject(left) && isJsonObject(right) && left['value'] !== undefined)
    return left['value'] === right['value'];
  return JSON.stringify(left) === JSON.stringify(right);
}
