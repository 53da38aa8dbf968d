import { OrdsError } from '../../errors';
import { forProgram } from '../../problem';
import { quote } from '../../rules/text';

const CONTEXT_PATH = '/ords';

/**
 * The root of a database's own ORDS, as `ords.baseUrl` of a ProtectedApi takes it: the service shows it with a slash at its end.
 *
 * @throws OrdsError `adb.ords_url`
 */
export function ordsBaseUrlOf(ordsUrl: string | undefined): string {
  const url = ordsUrl !== undefined && URL.canParse(ordsUrl) ? new URL(ordsUrl) : undefined;
  if (url?.protocol === 'https:' && url.pathname.replace(/\/+$/, '') === CONTEXT_PATH)
    return `${url.origin}${CONTEXT_PATH}`;
  throw forProgram(
    new OrdsError('is not the address of ORDS that was expected of an Autonomous Database', {
      code: 'adb.ords_url',
      field: 'connectionUrls[0].ordsUrl',
      found: ordsUrl === undefined ? 'nothing' : quote(ordsUrl),
      expected: `an https URL with the path ${CONTEXT_PATH}`,
      remedy: 'write ords.baseUrl yourself: Database actions, "RESTful services and SODA" shows it',
    }),
  );
}
