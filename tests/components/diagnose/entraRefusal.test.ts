import { diagnoseRefusal } from '../../../components/diagnose/refusal';
import { codesOf } from './support/cases';
import { ENTRA_REFUSALS } from './support/entraRefusals';
import { ENTRA_AUDIENCE } from './support/entraWorld';
import { refusal } from './support/refusals';

const findingOf = (name: string) => {
  const [, overrides = {}] = ENTRA_REFUSALS.find(([one]) => one === name) ?? [];
  return diagnoseRefusal(refusal(overrides))[0];
};

describe('a call with a token of a directory', () => {
  test.each(ENTRA_REFUSALS)('%s', (_name, overrides, codes) => {
    expect(codesOf(diagnoseRefusal(refusal(overrides)))).toEqual(codes);
  });

  test('no remedy speaks of another provider', () => {
    for (const [, overrides] of ENTRA_REFUSALS)
      expect(JSON.stringify(diagnoseRefusal(refusal(overrides)))).not.toMatch(/auth0|oci/i);
  });

  test('what the token in hand disproves is milder', () => {
    expect(findingOf('a token of version 2 from before the API was set to version 1')?.severity).toBe(
      'warning',
    );
    expect(findingOf('mapped claims, and a token that is signed with a common key')?.severity).toBe(
      'warning',
    );
    expect(findingOf('a key of the application’s own, by the application')?.severity).toBe('error');
  });

  test('a token of version 1: set the version, unless it was seen to be set', () => {
    expect(findingOf('a token of version 1, the directory not read')?.remedy).toContain(
      'pulumi up --refresh',
    );
    expect(findingOf('a token of version 1 from before the API was set to version 2')).toMatchObject({
      severity: 'error',
      summary: 'the token is from before the API was set to tokens of version 2',
      remedy: 'request a new token',
    });
  });

  test('a token for another API: how one for this API is asked for', () => {
    expect(findingOf('a token for Microsoft Graph')?.remedy).toBe(
      `request the token with scope "${ENTRA_AUDIENCE}/.default"`,
    );
  });

  test('without a role: machines and people get it in different ways', () => {
    expect(findingOf('no role in the token, the directory not read')).toMatchObject({
      summary: 'the token is of a machine without an app role that the privilege lists',
      remedy: expect.stringContaining('pulumi up --refresh does it') as string,
    });
    expect(findingOf('no role in a token of before the assignment')).toMatchObject({
      summary: 'the token does not have the app role that its client has by now',
      remedy: expect.stringMatching(/^request a new token/) as string,
    });
    expect(findingOf('a person without a role')).toMatchObject({
      summary: expect.stringContaining('of a person without an app role') as string,
      remedy: expect.stringContaining('<client id of the API>/.default') as string,
    });
  });

  test('a key of its own: where it is', () => {
    expect(findingOf('a key of the application’s own, by its key set')).toMatchObject({
      found: 'the token’s key "own" among the keys of the application alone',
      remedy: expect.stringContaining(`/discovery/v2.0/keys?appid=${ENTRA_AUDIENCE}`) as string,
    });
  });
});
