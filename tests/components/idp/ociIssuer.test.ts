import { readDomainFacts } from '../../../components/idp/ociIssuer';
import { CLOSED_PORT } from '../../support/closedPort';

test('a domain that does not answer is named, with the next step and without a stack', async () => {
  const origin = `https://127.0.0.1:${CLOSED_PORT}`;
  const failure: unknown = await readDomainFacts(origin, { isNew: false }).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'idp.discovery.unreachable',
    field: 'identityProvider.domain',
    message: expect.stringContaining(`${origin}/.well-known/openid-configuration (ECONNREFUSED)`) as string,
    __pulumiRunError: true,
  });
});

test('a domain over http is refused: ORDS would not take its keys', async () => {
  await expect(readDomainFacts('http://127.0.0.1:1', { isNew: false })).rejects.toMatchObject({
    code: 'idp.discovery.no_url',
  });
});
