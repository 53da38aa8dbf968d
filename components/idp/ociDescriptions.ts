import * as pulumi from '@pulumi/pulumi';
import { CLAIM_LENGTH, markName, markText, withMark, type Owner } from '../ords/lifecycle/mark';
import type { Problem } from '../problem';
import type { ApiRequest } from './identityProvider';
import type { OciIamAdoptArgs } from './ociAdoption';
import { LONGEST_DESCRIPTION } from './ociIamNames';

/** Every token has this length. */
const ANY_TOKEN = '0'.repeat(CLAIM_LENGTH);

/**
 * The descriptions of the apps of an API that would leave no room for the mark of the stack: `oci.description.no_room`, before anything
 * is called. What a domain does not take even without a mark is for `checkOciIamNames`.
 *
 * @param name Of the component: its apps are `<name>-api` and `<name>-<client>`.
 * @param adopt Apps that are taken over, which get no mark.
 */
export function checkDescriptions(
  name: string,
  { clients }: Pick<ApiRequest, 'clients'>,
  adopt: OciIamAdoptArgs = {},
): Problem[] {
  const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
  const owner = (resource: string): Owner => ({ stack, resource: markName(resource), claim: ANY_TOKEN });
  return [
    ...(adopt.api === undefined ? checkRoom(undefined, owner(`${name}-api`), 'identityProvider') : []),
    ...Object.entries(clients)
      .filter(([key]) => adopt.clients?.[key] === undefined)
      .flatMap(([key, { description }]) =>
        checkRoom(description, owner(`${name}-${key}`), `clients[${JSON.stringify(key)}].description`),
      ),
  ];
}

/** The user's own text, and behind it whose app it is. */
export function appDescription(text: string | undefined, owner: Owner): string {
  return withMark(text === '' ? undefined : text, owner);
}

function checkRoom(text: string | undefined, owner: Owner, field: string): Problem[] {
  const own = [...(text ?? '')].length;
  const { length } = [...appDescription(text, owner)];
  if (length <= LONGEST_DESCRIPTION || own > LONGEST_DESCRIPTION) return [];
  const room = LONGEST_DESCRIPTION - [...markText(owner)].length;
  return [
    {
      code: 'oci.description.no_room',
      severity: 'error',
      field,
      summary: `does not fit into the description of an app together with the mark of the stack, which names ${owner.stack} and ${owner.resource}`,
      found: `${length} characters`,
      expected: `at most ${LONGEST_DESCRIPTION}`,
      remedy:
        room > 1 && own > 0
          ? `shorten the description to ${room - 1} characters`
          : 'shorten the names of project, stack, API and client',
    },
  ];
}
