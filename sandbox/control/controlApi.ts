import { timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { controlActions, type ControlParts } from './actions';

export interface ControlApi {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * The control API: what a test or a demonstration does to the sandbox from outside. `POST /<part>/<action>` with JSON
 * arguments, `Authorization: Bearer <token>` with the token of the state folder; `GET /` lists the actions.
 */
export async function startControlApi(options: {
  readonly tls: { readonly key: string; readonly cert: string };
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly parts: ControlParts;
}): Promise<ControlApi> {
  const app = Fastify({
    https: { key: options.tls.key, cert: options.tls.cert },
    forceCloseConnections: true,
  });
  const actions = controlActions(options.parts);

  app.addHook('onRequest', async (request, reply) => {
    if (!sameToken(request.headers.authorization, options.token))
      await reply.code(401).send({ error: 'the control token of the state folder is needed' });
  });
  app.get('/', () => ({ actions: Object.keys(actions) }));
  app.post<{ Params: { part: string; action: string } }>('/:part/:action', async (request, reply) => {
    const name = `${request.params.part}/${request.params.action}`;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) return reply.code(404).send({ error: `no action ${name}; GET / lists them` });
    const answer: unknown = await action((request.body ?? {}) as Record<string, unknown>);
    return reply.send(answer ?? {});
  });

  await app.listen({ host: options.host, port: options.port });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}

function sameToken(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
