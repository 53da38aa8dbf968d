import * as pulumi from '@pulumi/pulumi';

import { secretConnection } from '../../../components/ords/secretConnection';

const address = { connectString: 'db:1521/pdb', user: 'hr' };

it.each(['password', 'walletPassword', 'walletContent'] as const)(
  'marks %s as a secret',
  async (property) => {
    const { connectString, [property]: value } = secretConnection({ ...address, [property]: 'x' });
    expect(connectString).toBe(address.connectString);
    expect(await pulumi.isSecret(value as pulumi.Output<string>)).toBe(true);
  },
);

it('adds nothing that was not given', () => {
  const connection = { ...address, passwordEnv: 'DB_PASSWORD', walletDirectory: '/w' };
  expect(secretConnection(connection)).toEqual(connection);
});
