/** The part of a URL behind the schema alias, taken apart once for routes and privilege patterns alike. */
export interface RequestPath {
  /** Decoded, without empty ones. */
  readonly segments: readonly string[];
  readonly trailingSlash: boolean;
}

/** Returns undefined for a malformed percent encoding. Repeated slashes count as one. */
export function parsePath(path: string): RequestPath | undefined {
  try {
    const segments = path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
    return { segments, trailingSlash: path.endsWith('/') };
  } catch {
    return undefined;
  }
}

/** `/alpha_v1/` and `hr/` both occur as base paths and patterns (facts/ords.md 4): slashes at the ends do not count. */
export function segmentsOf(text: string): readonly string[] {
  return text.split('/').filter((segment) => segment !== '');
}
