import { isJsonObject } from '../token/compactToken';

const JSON_TYPE = /^application\/([\w.+-]+\+)?json$/;
const FORM_TYPE = 'application/x-www-form-urlencoded';

export function mediaType(contentType: string | undefined): string {
  return contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** True when a handler's `p_mimes_allowed` (comma-separated) lets this content type in; without a list all may come. */
export function isMediaTypeAllowed(mimesAllowed: string | null, contentType: string | undefined): boolean {
  const allowed = (mimesAllowed ?? '').split(',').map((type) => type.trim().toLowerCase());
  return allowed.every((type) => type === '') || allowed.includes(mediaType(contentType));
}

/** The members of a JSON object or form, which ORDS binds by name. Nested values are bound as JSON text (unsure). */
export function bodyMembers(
  contentType: string | undefined,
  body: Buffer,
): ReadonlyMap<string, string | number | boolean | null> {
  const type = mediaType(contentType);
  if (type === FORM_TYPE) return new Map(new URLSearchParams(body.toString('utf8')));
  if (!JSON_TYPE.test(type)) return new Map();
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    return new Map();
  }
  if (!isJsonObject(value)) return new Map();
  return new Map(
    Object.entries(value).map(([name, member]) => [
      name,
      member === null || ['string', 'number', 'boolean'].includes(typeof member)
        ? (member as string | number | boolean | null)
        : JSON.stringify(member),
    ]),
  );
}
