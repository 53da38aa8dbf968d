import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import type { EntraTenant } from '../../../../sandbox/entra/tenant';

/** What somebody else does in the tenant meanwhile: a call of Graph that no plugin has made. */
export async function asOperator(
  tenant: EntraTenant,
  caFile: string,
  method: string,
  path: string,
  body: unknown,
): Promise<void> {
  const agent = new Agent({ connect: { ca: readFileSync(caFile, 'utf8') } });
  try {
    const { clientId, clientSecret } = tenant.operator;
    const token = await request(`${tenant.url}/${tenant.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      dispatcher: agent,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: `${tenant.url}/graph/.default`,
      }).toString(),
    });
    const { access_token } = (await token.body.json()) as { access_token: string };
    const answer = await request(`${tenant.url}/graph/v1.0${path}`, {
      method: method as 'GET',
      dispatcher: agent,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
  } finally {
    await agent.destroy();
  }
}
