import type { Http, HttpAnswer } from '../../../../components/diagnose/http';
import type { Login } from './identityProvider';

export interface SignIn {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly client: Login;
  readonly redirectUri: string;
  readonly scope: string;
  readonly user: { readonly name: string; readonly password: string };
}

/** An access token of a user, as a browser and a client get it together; undefined when the sign-in is refused. */
export async function signIn(http: Http, request: SignIn): Promise<string | undefined> {
  const { authorizeUrl, tokenUrl, client, redirectUri, scope, user } = request;
  const query = new URLSearchParams({
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope,
    state: 'x',
  });
  const page = await post(http, `${authorizeUrl}?${query.toString()}`, {
    username: user.name,
    password: user.password,
  });
  const code = new URL(page.headers['location'] ?? redirectUri).searchParams.get('code');
  if (code === null) return undefined;
  const answer = await post(http, tokenUrl, {
    grant_type: 'authorization_code',
    client_id: client.clientId,
    client_secret: client.clientSecret,
    redirect_uri: redirectUri,
    code,
  });
  return (JSON.parse(answer.body) as { access_token?: string }).access_token;
}

async function post(http: Http, url: string, form: Record<string, string>): Promise<HttpAnswer> {
  const result = await http({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  if (!result.ok) throw new Error(`${url} does not answer: ${result.failure.detail}`);
  return result.answer;
}
