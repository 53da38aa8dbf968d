import type { Fields, Property, Shape } from './property';
import { holdsUnknown, isList, isValues, isZero, sameValue, type Value, type Values } from './value';

export type ChangeKind = 'add' | 'delete' | 'update';

/** One changed place, `path` in the engine's notation (`scopes[1].name`). */
export interface Change {
  readonly path: string;
  readonly kind: ChangeKind;
  /** The top-level property it belongs to. */
  readonly property: string;
  readonly replaces: boolean;
}

/** Old outputs (live after a refresh), old inputs and the new inputs. */
export interface Versions {
  readonly state: Values;
  readonly oldInputs: Values;
  readonly news: Values;
}

/**
 * What has to change. A set property is compared with the state, so that drift shows after a refresh; a property
 * that is no longer set counts only if it was set before and the service does not fill it by itself.
 */
export function diffProperties(
  fields: Fields,
  versions: Versions,
  ignored: readonly string[] = [],
): Change[] {
  const changes = diffFields(fields, versions, '', undefined, false);
  return changes.filter(({ path }) => !ignored.some((ignore) => ignore === '*' || covers(ignore, path)));
}

/** The top-level properties with a change of any depth. */
export function changedProperties(fields: Fields, versions: Versions): ReadonlySet<string> {
  return new Set(diffProperties(fields, versions).map(({ property }) => property));
}

/** True for the ignored place itself, and for what is inside of it. */
export function covers(ignored: string, path: string): boolean {
  return path === ignored || path.startsWith(`${ignored}.`) || path.startsWith(`${ignored}[`);
}

function diffFields(
  fields: Fields,
  { state, oldInputs, news }: Versions,
  prefix: string,
  top: string | undefined,
  inherited: boolean,
): Change[] {
  return Object.entries(fields).flatMap(([name, property]) => {
    if (property.outputOnly === true) return [];
    const before: Before = { known: known(property, state[name], oldInputs[name]), input: oldInputs[name] };
    const replaces = inherited || property.replaces === true;
    return diffValue(property, before, news[name], prefix + name, top ?? name, replaces);
  });
}

/** A value the API does not show is compared with what the program said last. */
function known(property: Property, state: Value | undefined, input: Value | undefined): Value | undefined {
  return property.writeOnly === true || state === undefined ? input : state;
}

type Place = Pick<Change, 'path' | 'kind'>;

interface Before {
  readonly known: Value | undefined;
  readonly input: Value | undefined;
}

function diffValue(
  property: Property,
  before: Before,
  after: Value | undefined,
  path: string,
  top: string,
  replaces: boolean,
): Change[] {
  const change = (kind: ChangeKind): Change[] => [{ path, kind, property: top, replaces }];
  if (after === undefined || after === null) {
    const wasSet = before.input !== undefined && !isZero(before.input);
    const appeared = property.unsetIsEmpty === true && !isZero(before.known);
    return (wasSet || appeared) && property.computed !== true ? change('delete') : [];
  }
  if (before.known === undefined || before.known === null) return isZero(after) ? [] : change('add');
  if (property.shape.kind === 'object' && isValues(after)) {
    const versions = {
      state: isValues(before.known) ? before.known : {},
      oldInputs: isValues(before.input) ? before.input : {},
      news: after,
    };
    return diffFields(property.shape.fields, versions, `${path}.`, top, replaces);
  }
  const { shape } = property;
  if ((shape.kind === 'list' || shape.kind === 'set') && isList(after) && isList(before.known)) {
    return diffItems(shape, before.known, after, path).map((item) => ({ ...item, property: top, replaces }));
  }
  return sameValue(before.known, after) ? [] : change('update');
}

function diffItems(
  { kind, items }: Extract<Shape, { kind: 'list' | 'set' }>,
  olds: readonly Value[],
  news: readonly Value[],
  path: string,
): Place[] {
  const at = (index: number): string => `${path}[${index}]`;
  if (kind === 'set') {
    const removed = olds.flatMap((old, index) =>
      news.some((item) => sameItem(items, old, item)) ? [] : [{ path: at(index), kind: 'delete' as const }],
    );
    const added = news.flatMap((item, index) =>
      olds.some((old) => sameItem(items, old, item)) ? [] : [{ path: at(index), kind: 'add' as const }],
    );
    return [...removed, ...added];
  }
  return Array.from({ length: Math.max(olds.length, news.length) }, (_, index) => index).flatMap<Place>(
    (index) => {
      if (index >= news.length) return [{ path: at(index), kind: 'delete' as const }];
      if (index >= olds.length) return [{ path: at(index), kind: 'add' as const }];
      return sameItem(items, olds[index], news[index]) ? [] : [{ path: at(index), kind: 'update' as const }];
    },
  );
}

/** Items of objects are compared by what a program can set; what the service fills may be left out. */
export function sameItem(shape: Shape, old: Value | undefined, item: Value | undefined): boolean {
  if (holdsUnknown(item)) return false;
  if (shape.kind !== 'object' || !isValues(old) || !isValues(item)) return sameValue(old, item);
  return Object.entries(shape.fields).every(([name, property]) => {
    const mayBeLeftOut = property.computed === true && property.identifies !== true;
    if (property.outputOnly === true || (mayBeLeftOut && item[name] === undefined)) return true;
    return samePart(property.shape, old[name], item[name]);
  });
}

/** A set inside of an item has no order either. */
function samePart({ kind }: Shape, old: Value | undefined, part: Value | undefined): boolean {
  if (kind !== 'set' || !isList(old) || !isList(part)) return sameValue(old, part);
  const holds = (all: readonly Value[], one: Value): boolean => all.some((other) => sameValue(other, one));
  return old.length === part.length && old.every((one) => holds(part, one));
}
