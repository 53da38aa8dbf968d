import type { PostmanCollection } from '../../../../components/export/postman/collection';
import type { PostmanEnvironment } from '../../../../components/export/postman/environment';
import type { OAuth2 } from '../../../../components/export/postman/oauth2';
import { type Browser, type Login, newChallenge } from '../../../support/browser';

type Parameters = readonly { readonly key: string; readonly value: string; readonly send_as: string }[];

/** A person who has imported both files, entered secrets, and does what Postman does with the settings of a folder. */
export class PostmanUser {
  private readonly variables: Map<string, string>;

  constructor(
    private readonly collection: PostmanCollection,
    environment: PostmanEnvironment,
    secrets: Readonly<Record<string, string>>,
    private readonly browser: Browser,
  ) {
    this.variables = new Map(environment.values.map(({ key, value }) => [key, secrets[key] ?? value]));
  }

  /** "Get New Access Token" for a client that people sign in to. Throws where Postman would show an error. */
  async tokenOf(folder: string, login: Login): Promise<string> {
    const settings = this.settings(folder);
    const get = (name: string): string => this.filledIn(String(settings.get(name)));
    if (get('grant_type') !== 'authorization_code_with_pkce')
      throw new Error(`${folder} is no client of people`);
    const { verifier, challenge } = newChallenge();
    const redirect_uri = get('redirect_uri');
    const code = await this.browser.code(
      get('authUrl'),
      {
        ...this.sentAs(settings.get('authRequestParams'), 'request_url'),
        client_id: get('clientId'),
        redirect_uri,
        scope: get('scope'),
        code_challenge: challenge,
        code_challenge_method: get('challengeAlgorithm'),
      },
      login,
    );
    const isHeader = get('client_authentication') === 'header';
    const pair = Buffer.from(`${get('clientId')}:${get('clientSecret')}`).toString('base64');
    const { status, text } = await this.browser.post(
      get('accessTokenUrl'),
      {
        grant_type: 'authorization_code',
        code,
        redirect_uri,
        code_verifier: verifier,
        ...(!isHeader && { client_id: get('clientId'), client_secret: get('clientSecret') }),
        ...this.sentAs(settings.get('tokenRequestParams'), 'request_body'),
      },
      isHeader ? { authorization: `Basic ${pair}` } : {},
    );
    if (status !== 200) throw new Error(`no token: ${status} ${text}`);
    return (JSON.parse(text) as { access_token: string }).access_token;
  }

  /** The statuses of the requests of a folder, by name. */
  async send(folder: string, token?: string): Promise<Record<string, number>> {
    const statuses: Record<string, number> = {};
    for (const { name, request } of this.folder(folder).item) {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      statuses[name] = (await this.browser.send('GET', this.filledIn(request.url.raw), headers)).status;
    }
    return statuses;
  }

  private folder(name: string) {
    const found = this.collection.item.find((folder) => folder.name === name);
    if (!found) throw new Error(`no folder ${name}`);
    return found;
  }

  private settings(folder: string): Map<string, unknown> {
    return new Map((this.folder(folder).auth as OAuth2).oauth2.map(({ key, value }) => [key, value]));
  }

  private sentAs(parameters: unknown, how: string): Record<string, string> {
    const sent = ((parameters ?? []) as Parameters).filter(({ send_as }) => send_as === how);
    return Object.fromEntries(sent.map(({ key, value }) => [key, this.filledIn(value)]));
  }

  private filledIn(text: string): string {
    return text.replace(/{{(\w+)}}/g, (_all, name: string) => {
      const value = this.variables.get(name);
      if (value === undefined) throw new Error(`no variable ${name}`);
      return value;
    });
  }
}
