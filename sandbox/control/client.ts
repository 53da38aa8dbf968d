import { Agent, request } from 'undici';

/** A caller of the control API. */
export interface ControlClient {
  /** Throws with the answer's error when the action is refused. */
  call<Answer = unknown>(action: string, args?: Readonly<Record<string, unknown>>): Promise<Answer>;
  close(): Promise<void>;
}

export function controlClient(options: {
  readonly url: string;
  readonly token: string;
  /** PEM of the sandbox's CA. */
  readonly ca: string;
}): ControlClient {
  const dispatcher = new Agent({ connect: { ca: options.ca } });
  return {
    call: async <Answer>(action: string, args: Readonly<Record<string, unknown>> = {}) => {
      const { statusCode, body } = await request(`${options.url}/${action}`, {
        method: 'POST',
        dispatcher,
        headers: { authorization: `Bearer ${options.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(args),
      });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`control ${action}: ${statusCode} ${text}`);
      return JSON.parse(text) as Answer;
    },
    close: () => dispatcher.close(),
  };
}
