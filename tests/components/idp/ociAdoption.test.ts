import * as pulumi from '@pulumi/pulumi';
import {
  adoptedApp,
  appImportId,
  checkOciAdoption,
  type OciIamAdoptArgs,
} from '../../../components/idp/ociAdoption';

const DOMAIN = 'https://idcs-0123.identity.oraclecloud.com';
const API = '5e1f0000000000000000000000000001';
const declared = { domain: `${DOMAIN}:443/`, clients: ['backend'] };
const codes = (adopt: OciIamAdoptArgs, given: Parameters<typeof checkOciAdoption>[1] = declared) =>
  checkOciAdoption(adopt, given).map(({ code }) => code);

test.each<[OciIamAdoptArgs, string[]]>([
  [{}, []],
  [{ api: API, clients: { backend: API }, onDelete: 'delete' }, []],
  [{ api: `${API} ` }, ['oci.adopt.api.whitespace']],
  [{ api: '' }, ['oci.adopt.api.empty']],
  [{ api: 'ocid1.domainapp.oc1..aaaa' }, ['oci.adopt.id']],
  [{ api: appImportId(DOMAIN, API) }, ['oci.adopt.id']],
  [{ clients: { frontend: API } }, ['oci.adopt.unknown_client']],
  [{ clients: { backend: 'a/b' } }, ['oci.adopt.id']],
  [{ onDelete: 'keepProtected' as 'keep' }, ['oci.adopt.on_delete']],
])('%j gives %j', (adopt, expected) => {
  expect(codes(adopt)).toEqual(expected);
});

test.each([
  ['an OCID', 'ocid1.domain.oc1..aaaa'],
  ['an output', pulumi.output(DOMAIN)],
  ['a new domain', undefined],
])('%s is no place that an app can be imported from', (_what, domain) => {
  expect(codes({ api: API }, { ...declared, domain })).toEqual(['oci.adopt.domain']);
  expect(codes({}, { ...declared, domain })).toEqual([]);
});

test('an app is imported from the origin of its domain, and kept unless it is to be deleted', () => {
  expect(adoptedApp({}, undefined, DOMAIN)).toBeUndefined();
  expect(adoptedApp({}, API, `${DOMAIN}:443/`)).toEqual({
    isKept: true,
    options: { import: `idcsEndpoint/${DOMAIN}/apps/${API}`, retainOnDelete: true, ignoreChanges: [] },
  });
  expect(adoptedApp({ onDelete: 'delete' }, API, DOMAIN)).toMatchObject({
    isKept: false,
    options: { retainOnDelete: false },
  });
});
