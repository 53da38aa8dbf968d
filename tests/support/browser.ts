import { createHash, randomBytes } from 'node:crypto';
import { Agent, request } from 'undici';

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

export interface Login {
  readonly name: string;
  readonly password: string;
}

/** A browser as far as signing in needs one: it reads the page and posts its form. Redirects are not followed. */
export class Browser {
  private readonly agent: Agent;

  constructor(ca: string) {
    this.agent = new Agent({ connect: { ca } });
  }

  async send(
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    headers: Readonly<Record<string, string>> = {},
    content?: string,
  ): Promise<Answer> {
    const {
      statusCode,
      headers: answered,
      body,
    } = await request(url, {
      dispatcher: this.agent,
      method,
      headers,
      ...(content !== undefined && { body: content }),
    });
    const { location } = answered;
    return {
      status: statusCode,
      location: typeof location === 'string' ? location : undefined,
      text: await body.text(),
    };
  }

  /** A form. */
  post(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.send('POST', url, { ...type, ...headers }, new URLSearchParams(fields).toString());
  }

  /** What the form of the sign-in page is answered with. Throws where there is no form. */
  async signIn(
    authorizeUrl: string,
    parameters: Readonly<Record<string, string>>,
    { name, password }: Login,
  ): Promise<Answer> {
    const page = await this.send('GET', `${authorizeUrl}?${new URLSearchParams(parameters).toString()}`);
    const action = /<form method="post" action="([^"]+)">/.exec(page.text)?.[1];
    if (action === undefined) throw new Error(`no form: ${page.status} ${page.location ?? page.text}`);
    const address = action.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));
    return this.post(new URL(address, authorizeUrl).href, { username: name, password });
  }

  /** The code that a person brings back to the client. Throws on every other answer. */
  async code(
    authorizeUrl: string,
    parameters: Readonly<Record<string, string>> & { readonly redirect_uri: string },
    login: Login,
  ): Promise<string> {
    const state = randomBytes(9).toString('base64url');
    const request = { response_type: 'code', state, ...parameters };
    const { status, location = '' } = await this.signIn(authorizeUrl, request, login);
    const back = URL.canParse(location) ? new URL(location) : undefined;
    const code = back?.searchParams.get('code');
    const isBack = back !== undefined && location.startsWith(`${parameters.redirect_uri}?`);
    if (status !== 302 || !isBack || back.searchParams.get('state') !== state || !code)
      throw new Error(
        `no code came back: ${status} ${back?.searchParams.get('error_description') ?? location}`,
      );
    return code;
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}

/** Of PKCE, method S256. */
export function newChallenge(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
