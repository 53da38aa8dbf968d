import type { Domain } from '../domain';
import { replaceAttributes } from './scim';

const SETTINGS = '/admin/v1/Settings/Settings';
const ATTRIBUTE = 'signingCertPublicAccess';

/** Whether the signing certificate is public; undefined where there is no such domain any more. */
export async function readAccess(domain: Domain): Promise<boolean | undefined> {
  const { status, body } = await domain.call({
    path: SETTINGS,
    purpose: 'read the settings of the domain',
    expect: [404],
  });
  return status === 404 ? undefined : body[ATTRIBUTE] === true;
}

/**
 * One attribute by PATCH. The official provider writes the settings whole, so that others may be lost, and its delete does nothing
 * (facts/oci-iam.md 1.5).
 */
export async function writeAccess(domain: Domain, value: boolean): Promise<void> {
  const purpose = value
    ? 'give public access to the signing certificate'
    : 'end public access to the signing certificate';
  await domain.call(replaceAttributes(SETTINGS, { [ATTRIBUTE]: value }, { purpose }));
}
