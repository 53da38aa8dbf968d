import { diagnoseRefusal } from '../../../components/diagnose/refusal';
import { codesOf } from './support/cases';
import { OCI_IAM_REFUSALS } from './support/ociIamRefusals';
import { refusal } from './support/refusals';

const findingOf = (name: string) => {
  const [, overrides = {}] = OCI_IAM_REFUSALS.find(([one]) => one === name) ?? [];
  return diagnoseRefusal(refusal(overrides))[0];
};

describe('a call with a token of an identity domain', () => {
  test.each(OCI_IAM_REFUSALS)('%s', (_name, overrides, codes) => {
    expect(codesOf(diagnoseRefusal(refusal(overrides)))).toEqual(codes);
  });

  test('no remedy speaks of another provider', () => {
    for (const [, overrides] of OCI_IAM_REFUSALS)
      expect(JSON.stringify(diagnoseRefusal(refusal(overrides)))).not.toMatch(/auth0/i);
  });

  test('keys that are not public: the setting of the program and that of the console', () => {
    const { remedy = '' } =
      findingOf('keys that are not public, before what is wrong with token and profile') ?? {};
    expect(remedy).toContain('publicSigningCertificate: true');
    expect(remedy).toContain('Configure client access');
  });

  test('a key of before a rotation: to wait, or to re-create the profile', () => {
    expect(findingOf('a signature by the key of before a rotation')?.remedy).toMatch(
      /wait until ORDS fetches the keys again.* re-create the JWT profile/,
    );
    expect(findingOf('nothing wrong that can be read')).toMatchObject({
      severity: 'info',
      found: '"SIGNING_KEY", which a domain gives to every key',
    });
  });

  test('a scope is asked for with the audience in front', () => {
    expect(findingOf('the fully qualified scope in the token')).toMatchObject({
      expected: '"orders.read"',
      remedy: 'request the token with scope "ords/orders.read", and grant it to the client',
    });
  });

  test('a machine in role mode is refused as it should be, and the finding says so', () => {
    expect(findingOf('a machine in role mode')).toMatchObject({
      summary: 'the token is of a machine, which has no groups: in role mode only people are let in',
      remedy: expect.stringContaining('as it should be') as string,
    });
  });

  test('a token for every resource is for no API in particular', () => {
    expect(findingOf('a token for every resource')?.remedy).toMatch(/for no API in particular$/);
  });
});
