import { Auth0UnderTest } from './identityProviders/auth0';
import { EntraUnderTest } from './identityProviders/entra';
import { OciIamUnderTest } from './identityProviders/ociIam';
import type { IdentityProviderUnderTest, ProviderKind } from './identityProviders/identityProvider';
import { Requests } from './requests';
import { startTestSandbox, type TestSandbox } from './sandbox';
import { SchemaSession } from './schema';
import { TestStack, type TestStackOptions } from './stack';

/** How each is bound to a running sandbox. */
export const PROVIDERS: Readonly<
  Record<ProviderKind, (sandbox: TestSandbox, requests: Requests) => Promise<IdentityProviderUnderTest>>
> = {
  auth0: (sandbox, requests) => Promise.resolve(new Auth0UnderTest(sandbox, requests)),
  'oci-iam': (sandbox) => OciIamUnderTest.open(sandbox),
  entra: (sandbox, requests) => Promise.resolve(new EntraUnderTest(sandbox, requests)),
};

/** What the tests of one file share; there from their first hook on. */
export interface Prepared {
  sandbox: TestSandbox;
  requests: Requests;
  provider: IdentityProviderUnderTest;
  /** A session of the schema's owner. */
  schema: SchemaSession;
  stack: TestStack;
}

/** An engine's run takes 3 to 7 s on an idle machine, and several times that on a busy one. */
const LONGEST_TEST = 300_000;

/** A sandbox, sessions and a stack for the tests of this block, and the hooks that start and stop them. */
export function prepare(kind: ProviderKind, options: TestStackOptions = {}): Prepared {
  jest.setTimeout(LONGEST_TEST);
  const prepared: Partial<Prepared> = {};
  beforeAll(async () => {
    const sandbox = (prepared.sandbox = await startTestSandbox());
    const requests = (prepared.requests = new Requests(sandbox));
    prepared.provider = await PROVIDERS[kind](sandbox, requests);
    prepared.schema = await SchemaSession.open(sandbox);
    prepared.stack = await TestStack.create(sandbox, options);
  });
  afterAll(async () => {
    await prepared.schema?.close();
    await prepared.provider?.close();
    await prepared.requests?.close();
    prepared.stack?.remove();
    await prepared.sandbox?.stop();
  });
  return prepared as Prepared;
}

/** `<base URL>/ordsdemo/<module>/` of each module. */
export function endpointsOf({ sandbox }: Pick<Prepared, 'sandbox'>, ...modules: readonly string[]): string[] {
  return modules.map((module) => `${sandbox.environment['ORDS_BASE_URL']}/ordsdemo/${module}/`);
}
