import type { Meaning } from '../database';
import type { DriverFailure } from '../driverErrors';
import { everyGrant, grantFor, type Grant } from './grants';
import { rightState, type HeldRights } from './heldRights';

/** Errors that a missing right shows as, and a missing object too: Oracle does not tell the two apart. */
const HIDDEN = ['ORA-00942', 'ORA-00904', 'ORA-01031', 'ORA-01932', 'PLS-00201', 'PLS-00904'];

export function mayBeMissingRight({ codes }: DriverFailure): boolean {
  return codes.some((code) => HIDDEN.includes(code));
}

/**
 * Which right, or which object of this release, a refused call lacks; undefined when it is none of those that the call uses.
 *
 * @param text The call as it was sent.
 * @param schema The one that an administrator works on.
 */
export function missingRight(
  text: string,
  held: HeldRights,
  user: string,
  schema: string | undefined,
): Meaning | undefined {
  // The mark that a text looks for has words of packages.
  const code = text.replace(/'(?:[^']|'')*'/g, "''");
  const used = (object: string): boolean => uses(code, object);
  const candidates = everyGrant().filter(
    ({ objects, onlyWithout, usedBy }) =>
      [...objects, ...(onlyWithout === undefined ? [] : [onlyWithout])].some(used) ||
      (usedBy !== undefined && new RegExp(`\\b${usedBy}\\b`).test(text)),
  );
  const missing = candidates.find((grant) => rightState(grant, held) === 'missing');
  if (missing) return notGranted(missing, used, held, user, schema);
  const absent = candidates
    .flatMap(({ objects }) => objects)
    .filter((object) => used(object) && !held.present.has(object));
  return absent.length === 0 ? undefined : notThere([...new Set(absent)], user, schema);
}

function notGranted(
  grant: Grant,
  used: (object: string) => boolean,
  held: HeldRights,
  user: string,
  schema: string | undefined,
): Meaning {
  const named = grant.objects.filter((object) => used(object) && !held.usable.has(object));
  const { role, privilege } = grant;
  const objects = (named.length > 0 ? named : grant.objects).join(', ');
  return {
    code: 'ords.rights.missing',
    field: 'ords.connection.user',
    summary:
      role === undefined
        ? privilege === undefined
          ? `${user} may not use ${objects}`
          : `${user} lacks the system privilege ${privilege}`
        : `${user} lacks ${role}, which another schema than its own needs`,
    remedy: `as an administrator: ${grantFor(grant, user)}${role === undefined ? '' : `; or connect as ${schema ?? 'the schema'} itself`}`,
  };
}

function notThere(objects: readonly string[], user: string, schema: string | undefined): Meaning {
  // Before 24.4 (facts/ords.md 7, one third-party source). No source has another way to read other schemas' metadata.
  if (objects.every((object) => object.includes('.DBA_ORDS_'))) {
    return {
      code: 'ords.version.administrator_views',
      field: 'ords.schema',
      summary: `this release of ORDS shows ${user} no other schema: it has no views DBA_ORDS_*`,
      remedy: `connect as ${schema ?? 'the schema'} itself, which needs no administrator; or use ORDS 24.4 or newer`,
    };
  }
  return {
    code: 'ords.version.not_installed',
    field: 'ords.connection.connectString',
    summary: `this database has no ${objects.join(', ')}`,
    remedy: 'install or upgrade ORDS there, or correct the connect string: pulumi-ords doctor --database',
  };
}

// As the texts under sql/ write it: packages and views by their public synonyms, in lower case.
function uses(text: string, object: string): boolean {
  const name = object.slice(object.indexOf('.') + 1).toLowerCase();
  return new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b(?!\\s*=>)`).test(text);
}
