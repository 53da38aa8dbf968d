/** `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`; a name may hold `::` itself. */
const SEPARATOR = '::';
const TYPE_PART = 2;

export function typeOfUrn(urn: string): string {
  const qualified = urn.split(SEPARATOR)[TYPE_PART] ?? '';
  return qualified.slice(qualified.lastIndexOf('$') + 1);
}

export function nameOfUrn(urn: string): string {
  return urn
    .split(SEPARATOR)
    .slice(TYPE_PART + 1)
    .join(SEPARATOR);
}
