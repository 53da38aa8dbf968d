import { once } from 'node:events';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Listens on a port, 0: any free one, and returns it. Rejects when it is taken (code EADDRINUSE). */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening'); // rejects on 'error'
  return (server.address() as AddressInfo).port;
}

/** Stops listening, and ends open connections too. */
export async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
