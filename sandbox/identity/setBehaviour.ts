/** Changes some members of a behaviour; the others stay. Throws RangeError on a name that it does not have. */
export function setBehaviour<T extends object>(behaviour: T, changed: Partial<T>): void {
  const unknown = Object.keys(changed).find((name) => !Object.hasOwn(behaviour, name));
  if (unknown !== undefined)
    throw new RangeError(`no behaviour ${unknown}: ${Object.keys(behaviour).join(', ')}`);
  Object.assign(behaviour, changed);
}
