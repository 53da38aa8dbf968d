import { createHttp } from '../diagnose/collect/httpClient';
import { jsonObject } from '../diagnose/collect/readings';
import type { HttpAnswer } from '../diagnose/http';
import type { OpenDomain } from './domain';
import { refused, unansweredCall } from './domainErrors';
import { readCredentials } from './readCredentials';
import { withRepeats } from './repeats';
import { createSignature, type SignedCall } from './signature';

/** Seconds for one request. */
const TIMEOUT = 30;

/** A domain whose requests are signed with an API key. Errors: those of `readCredentials`, and `oci.domain.*`. */
export const openDomain: OpenDomain = async (origin, credentials) => {
  const key = await readCredentials(credentials);
  const sign = await createSignature(key);
  const http = createHttp();
  let isKnown = false;
  return {
    origin,
    close: () => http.close(),
    call: async (call) => {
      const { method = 'GET', purpose, expect = [] } = call;
      const url = `${origin}${call.path}`;
      const body = call.body === undefined ? undefined : JSON.stringify(call.body);
      const signed: SignedCall = { method, url, ...(body !== undefined && { body }) };
      const patience = call.patience ?? (method === 'POST' ? 'once' : 'repeatable');
      const result = await withRepeats(patience, async () =>
        http({ ...signed, headers: await sign(signed), timeoutSeconds: TIMEOUT }),
      );
      if (!result.ok) throw unansweredCall(purpose, url, result.failure);
      const { answer } = result;
      isKnown ||= isSuccess(answer) || answer.status === 403;
      if (!isSuccess(answer) && !expect.includes(answer.status))
        throw refused(purpose, origin, answer, { key, isKnown });
      return { status: answer.status, body: jsonObject(answer.body) ?? {} };
    },
  };
};

function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}
