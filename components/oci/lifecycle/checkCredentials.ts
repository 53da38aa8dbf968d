import type { Checker } from '../../ords/lifecycle/checker';
import { CREDENTIAL_NAMES, type OciCredentials } from '../credentials';

/** The API key of a resource, where it has one. Of what is wrong with it nothing is shown. */
export function checkCredentials(checker: Checker, property: string): OciCredentials | undefined {
  if (checker.value(property) === undefined) return undefined;
  return checker.secretObject(property, (entry) =>
    Object.fromEntries(
      CREDENTIAL_NAMES.map((name) => [name, entry.text(name, { secret: true, free: true })]),
    ),
  );
}
