import * as pulumi from '@pulumi/pulumi';

import type { ConnectionArgs } from './connection';

/** The connection as it was given, what is secret in it marked as such wherever it goes. */
export function secretConnection(connection: ConnectionArgs): ConnectionArgs {
  const { password, walletPassword, walletContent } = connection;
  return {
    ...connection,
    ...(password !== undefined && { password: pulumi.secret(password) }),
    ...(walletPassword !== undefined && { walletPassword: pulumi.secret(walletPassword) }),
    ...(walletContent !== undefined && { walletContent: pulumi.secret(walletContent) }),
  };
}
