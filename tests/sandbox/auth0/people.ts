import { decodeJwt, type JWTPayload } from 'jose';
import { type Body, TestTenant } from './support';

export const AUDIENCE = 'https://api.example.com/people';
export const SCOPES = ['orders.read', 'orders.write', 'orders.admin'];

export type Login = { client_id: string; client_secret: string };

/** An API as `ProtectedApi` makes it for people, unless the policy for users is another. */
export function api(user = 'require_client_grant', members: Body = {}): Body {
  return {
    scopes: SCOPES.map((value) => ({ value })),
    allow_offline_access: true,
    subject_type_authorization: { user: { policy: user }, client: { policy: 'require_client_grant' } },
    ...members,
  };
}

/** A tenant with that API and a client of it, whose demo user signs in. Its time stands still until it is moved. */
export class People {
  private constructor(
    readonly server: TestTenant,
    readonly client: Login,
    private readonly time: { now: Date },
  ) {}

  static async start(): Promise<People> {
    const time = { now: new Date(Math.floor(Date.now() / 1000) * 1000) };
    const server = await TestTenant.start({ clock: () => time.now });
    await server.createApi(AUDIENCE, api());
    const client = await server.createWebClient(AUDIENCE, ['orders.read', 'orders.write', 'undeclared']);
    return new People(server, client, time);
  }

  get now(): Date {
    return this.time.now;
  }

  wait(seconds: number): void {
    this.time.now = new Date(this.time.now.getTime() + seconds * 1000);
  }

  async tokens(scope: string, audience = AUDIENCE, login = this.client): Promise<Body> {
    const { status, body } = await this.server.userTokens(login, { scope, audience });
    expect(status).toBe(200);
    return body;
  }

  /** Of the access token. */
  async claims(scope: string, audience = AUDIENCE, login = this.client): Promise<JWTPayload> {
    return decodeJwt(String((await this.tokens(scope, audience, login))['access_token']));
  }

  /** Why nobody gets a code. */
  async refusal(audience: string, login: Login): Promise<string | null> {
    return (await this.server.signIn(login, { scope: 'orders.read', audience })).get('error_description');
  }

  refresh(token: unknown, login: Login = this.client, more: Body = {}) {
    return this.server.requestToken({ ...login, grant_type: 'refresh_token', refresh_token: token, ...more });
  }
}
