import { resolve } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { parse } from 'yaml';
import { addAuth0 } from '../../../components/export/addAuth0';
import { addEntra } from '../../../components/export/addEntra';
import { addOciIam } from '../../../components/export/addOciIam';
import { exportApi } from '../../../components/export/exportApi';
import type { ExportedApi } from '../../../components/export/exportedApi';
import { PROVIDER_FORMS } from '../../../components/export/providerForms';
import { renderYaml } from '../../../components/export/renderYaml';
import { liveAuth0 } from './auth0Fixtures';
import { liveEntra, liveEntraApi, liveOfDirectory } from './entraFixtures';
import { live, privilege } from './fixtures';
import { liveOciIam, liveOfDomain } from './ociFixtures';

/** What a program hands to the library. */
interface Made {
  readonly name: string;
  readonly args: Record<string, unknown> & { readonly ords: Record<string, unknown> };
}

const mockMade: Made[] = [];
jest.mock(
  'pulumi-ords',
  () => {
    const provider = (kind: string) => (args: object) => ({ kind, args });
    return {
      auth0: provider('auth0'),
      ociIam: provider('oci-iam'),
      entra: provider('entra'),
      ProtectedApi: class {
        constructor(name: string, args: Made['args']) {
          mockMade.push({ name, args });
        }
      },
    };
  },
  { virtual: true },
);

const CONNECTION = ['baseUrl', 'connectString', 'user', 'password'];
const READERS = [
  ...(['get', 'getBoolean', 'getNumber', 'getObject', 'getSecret'] as const),
  ...(['require', 'requireObject'] as const),
];
const names = ['orders.read'];
const inRoleMode = { alias: 'v1', privileges: [privilege({ roles: ['clerks'] })], roles: ['clerks'] };
const profile = (roleClaim: string) => ({ roleClaim, allowedSkew: 30 });
const withModules = (schema: ReturnType<typeof live>, kind: ExportedApi['provider']['kind']): ExportedApi =>
  exportApi(schema, { kind, definitions: true });

const exported: Readonly<Record<ExportedApi['provider']['kind'], ExportedApi>> = {
  auth0: addAuth0(
    withModules(live({ ...inRoleMode, profile: { ...live().profile!, ...profile('/roles') } }), 'auth0'),
    liveAuth0(),
    names,
  ),
  'oci-iam': addOciIam(
    withModules(liveOfDomain(inRoleMode, { ...profile('/iam_groups'), audience: 'ords' }), 'oci-iam'),
    liveOciIam(),
    undefined,
    names,
  ),
  entra: addEntra(
    withModules(liveOfDirectory({ alias: 'v1' }, { allowedSkew: 30 }), 'entra'),
    liveEntra({ api: liveEntraApi({ assignmentRequired: false }) }),
    names,
  ),
};

test.each(['auth0', 'oci-iam', 'entra'] as const)(
  'the program of %s reads each key that an export writes, as it was meant',
  async (kind) => {
    const api = exported[kind];
    const { config } = parse(renderYaml(api, 'shop')) as { config: Record<string, unknown> };
    await pulumi.runtime.setMocks({ newResource: () => ({ id: '', state: {} }), call: () => ({}) }, 'shop');
    const given = { ...config, ...Object.fromEntries(CONNECTION.map((key) => [`shop:${key}`, `<${key}>`])) };
    pulumi.runtime.setAllConfig(
      Object.fromEntries(
        Object.entries(given).map(([key, value]) => [
          key,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      ),
    );
    const spies = READERS.map((reader) => jest.spyOn(pulumi.Config.prototype, reader));
    await import(resolve(PROVIDER_FORMS[kind].stack));
    const read = spies.flatMap(({ mock }) => mock.calls.map(([key]) => `shop:${key}`));
    jest.restoreAllMocks();

    expect(Object.keys(config).filter((key) => !read.includes(key))).toEqual([]);
    const { name, args } = mockMade.splice(0)[0]!;
    const { provider, scopes, clients, modules, jwtProfile, schema, schemaAlias, audience, accept } = api;
    expect({ name, ...args }).toMatchObject({
      name: 'shop',
      scopes,
      clients,
      identityProvider: {
        kind,
        args: {
          [PROVIDER_FORMS[kind].place]: provider.domain,
          ...provider.settings,
          adopt: provider.adopt,
        },
      },
      ords: { schema, schemaAlias: 'v1', adopt: true, modules, jwtProfile },
      ...(accept && { accept }),
    });
    expect(schemaAlias).toBe('v1');
    expect(jwtProfile).toBeDefined();
    expect(args['audience']).toBe(kind === 'entra' ? undefined : audience);
  },
);
