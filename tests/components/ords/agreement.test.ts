import { AgreementLifecycle, type Assessment } from '../../../components/ords/lifecycle/agreement';
import { UNKNOWN } from '../../../components/ords/lifecycle/plain';
import { OrdsError } from '../../../components/errors';

const connection = { connectString: 'db/service', user: 'ordsdemo', password: 'not-in-clear' };
// As the state gives it back: without what was null.
const manifest = { version: 1, api: 'orders', scopes: [], ords: { schema: 'ORDSDEMO', jwtProfile: {} } };
const news = { connection, manifest };
const agreed: Assessment = { findings: [], warnings: [], passing: [], unread: [] };
const finding = 'ords.module.public: module "orders": answers without a token. Next: pulumi up';

function lifecycle(assessment: Partial<Assessment> = {}, failedChecks: readonly string[] = []) {
  const verify = jest.fn(async () => failedChecks);
  const assess = jest.fn(async (..._args: unknown[]) => ({ ...agreed, ...assessment }));
  return { assess, verify, agreement: new AgreementLifecycle({ assess, verify }) };
}

describe('check', () => {
  test('fails up by default, and declares that there are no findings', () => {
    const { inputs, failures } = lifecycle().agreement.check(news);
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ onDisagreement: 'fail', findings: [] });
  });

  test('lets a manifest pass that is not known yet', () => {
    expect(lifecycle().agreement.check({ ...news, manifest: UNKNOWN }).failures).toEqual([]);
  });

  test('asks for a manifest', () => {
    const { failures } = lifecycle().agreement.check({ connection });
    expect(failures.map(({ property }) => property)).toEqual(['manifest']);
  });

  test('shows nothing of an API key that is none', () => {
    const { failures } = lifecycle().agreement.check({ ...news, ociCredentials: { privateKey: 7777 } });
    expect(failures.map(({ property }) => property)).toEqual(['ociCredentials.privateKey']);
    expect(JSON.stringify(failures)).not.toContain('7777');
  });

  test('names what it does not know', () => {
    const { failures } = lifecycle().agreement.check({ ...news, onDisagreement: 'panic', colour: 'red' });
    expect(failures.map(({ property }) => property)).toEqual(['onDisagreement', 'colour']);
  });
});

describe('up', () => {
  const inputs = (change: object = {}) => lifecycle().agreement.check({ ...news, ...change }).inputs;

  test('succeeds in agreement, with warnings and what could not be read in the outputs', async () => {
    const { agreement } = lifecycle({ warnings: ['w'], unread: ['u'] });
    const { id, outs } = await agreement.create(inputs());
    expect(id).toBe('ords:ORDSDEMO:agreement:orders');
    expect(outs).toMatchObject({ findings: [], warnings: ['w'], unread: ['u'] });
  });

  test('is silent about what it may be about to delete, and a refresh is not', async () => {
    const passing = 'idp.client.orphan: client "x": carries the mark of this stack';
    const { agreement } = lifecycle({ warnings: ['w'], passing: [passing] });
    const { id, outs } = await agreement.create(inputs());
    expect(outs).toMatchObject({ warnings: ['w'] });
    expect(outs).not.toHaveProperty('passing');
    expect((await agreement.read(id, outs))?.outs).toMatchObject({ warnings: ['w', passing] });
  });

  test('fails with every finding', async () => {
    const { agreement } = lifecycle({ findings: [finding, 'trust.issuer.slash: …'] });
    const failure = (await agreement.create(inputs()).catch((error: unknown) => error)) as OrdsError;
    expect(failure).toBeInstanceOf(OrdsError);
    expect(failure.code).toBe('ords.agreement.disagreement');
    expect(failure.message).toContain(finding);
    expect(failure.message).toContain('trust.issuer.slash');
    expect(failure.message).not.toContain('not-in-clear');
  });

  test('goes on when it is only to warn', async () => {
    const { agreement } = lifecycle({ findings: [finding] });
    const outs = await agreement.update({}, inputs({ onDisagreement: 'warn' }));
    expect(outs.findings).toEqual([finding]);
  });

  test('verifies only when it has client secrets and nothing disagrees', async () => {
    const withSecrets = inputs({ clientSecrets: { backend: 'shh' } });
    const plain = lifecycle();
    await plain.agreement.create(inputs());
    expect(plain.verify).not.toHaveBeenCalled();

    const disagreeing = lifecycle({ findings: [finding] });
    await expect(disagreeing.agreement.create(withSecrets)).rejects.toThrow(finding);
    expect(disagreeing.verify).not.toHaveBeenCalled();

    const refused = lifecycle({}, ['orders granted: 401']);
    await expect(refused.agreement.create(withSecrets)).rejects.toThrow('orders granted: 401');
    expect(refused.verify).toHaveBeenCalledWith(
      { ...manifest, ords: { ...manifest.ords, jwtProfile: { allowedSkew: null, allowedAge: null } } },
      { connection },
      { backend: 'shh' },
    );
  });

  test('looks at an identity domain with the API key of the program, and so does a refresh', async () => {
    const ociCredentials = { userOcid: 'ocid1.user.oc1..u', privateKey: 'not-in-clear' };
    const { agreement, assess } = lifecycle();
    const { outs } = await agreement.create(inputs({ ociCredentials }));
    const live = await agreement.read('id', outs);
    const call = [expect.anything(), { connection, ociCredentials }];
    // What was just written may not be seen yet.
    expect(assess.mock.calls).toEqual([[...call, true], call]);
    expect(live?.inputs).toMatchObject({ ociCredentials });
    // What a refresh goes by is the state: another key has to get there.
    const rotated = inputs({ ociCredentials: { ...ociCredentials, privateKey: 'another' } });
    expect(agreement.diff(outs, rotated).changed).toEqual(['ociCredentials']);
  });
});

describe('refresh', () => {
  test('puts what has come apart where the engine compares it, and up has it to do', async () => {
    const { agreement } = lifecycle({ findings: [finding] });
    const { inputs } = agreement.check(news);
    const live = await agreement.read('id', { ...inputs, ...agreed });
    expect(live?.inputs.findings).toEqual([finding]);
    expect(agreement.diff(live?.outs ?? {}, inputs).changed).toEqual(['findings']);
  });

  test('is silent in agreement', async () => {
    const { agreement } = lifecycle();
    const { inputs } = agreement.check(news);
    const live = await agreement.read('id', { ...inputs, ...agreed });
    expect(live?.inputs).toEqual(inputs);
    expect(agreement.diff(live?.outs ?? {}, inputs).changed).toEqual([]);
  });
});
