import * as pulumi from '@pulumi/pulumi';
import { AppActivation } from '../../../components/oci/appActivation';
import { AppNames } from '../../../components/oci/appNames';
import { CustomClaim } from '../../../components/oci/customClaim';
import type { DomainResource } from '../../../components/oci/domainResource';
import { SigningCertificateAccess } from '../../../components/oci/signingCertificateAccess';
import { SigningCertificateRecord } from '../../../components/oci/signingCertificateRecord';
import { provider } from '../../../components/provider';

interface Request {
  getName(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getDependenciesList(): string[];
}

const registered: pulumi.runtime.MockResourceArgs[] = [];
const requests: Request[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    call: () => ({}),
    newResource: (args) => {
      registered.push(args);
      return {
        id: `${args.name}-id`,
        state: { ...args.inputs, schemaVersion: 2 } as Record<string, unknown>,
      };
    },
  });
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource(request: Request, done: unknown): void;
  };
  const { registerResource } = monitor;
  monitor.registerResource = (request, done) => {
    requests.push(request);
    registerResource.call(monitor, request, done);
  };
});

const place = { domainUrl: 'https://idcs-1.example.com', credentials: { privateKey: 'not-in-clear' } };
const classes: [string, () => DomainResource][] = [
  ['AppActivation', () => new AppActivation('a', { ...place, appId: '1' })],
  ['AppNames', () => new AppNames('b', { ...place, names: ['hr'] })],
  [
    'CustomClaim',
    () => new CustomClaim('c', { ...place, name: 'iam_groups', value: '$user.groups.*.display' }),
  ],
  ['SigningCertificateAccess', () => new SigningCertificateAccess('d', place)],
  ['SigningCertificateRecord', () => new SigningCertificateRecord('e', place)],
];

test.each(classes)(
  '%s registers its type, the constant provider text and secret credentials',
  async (name, make) => {
    const resource = make();
    expect(await new Promise((resolve) => resource.schemaVersion.apply(resolve))).toBe(2);
    const { type, inputs } = registered.at(-1)!;
    expect(type).toBe(`pulumi-nodejs:dynamic/ords:${name}`);
    expect(inputs.__provider).toBe(`exports.handler=()=>require("pulumi-ords/provider").provider("${name}")`);
    expect(pulumi.runtime.isRpcSecret(inputs.credentials)).toBe(true);
    expect((resource.constructor as unknown as { __pulumiType: string }).__pulumiType).toBe(type);
    // What the class registers is what its lifecycle takes.
    const { __provider: _text, ...own } = inputs as Record<string, unknown>;
    const { failures } = await provider(name).check!({}, { ...own, credentials: place.credentials });
    expect(failures).toEqual([]);
  },
);

test('public access to the keys is given only once what was before is recorded, and both stay or go together', async () => {
  const access = new SigningCertificateAccess('keys', place, { protect: true, retainOnDelete: true });
  await new Promise((resolve) => access.schemaVersion.apply(resolve));
  expect(registered.slice(-2).map(({ name }) => name)).toEqual(['keys-before', 'keys']);
  for (const name of ['keys-before', 'keys']) {
    const request = requests.find((one) => one.getName() === name)!;
    expect([request.getProtect(), request.getRetainondelete()]).toEqual([true, true]);
  }
  expect(requests.find((one) => one.getName() === 'keys')!.getDependenciesList()).toEqual([
    expect.stringMatching(/::keys-before$/),
  ]);
});
