import { schemaOf } from '../schemaOf';
import type { ApiSides, ClientFacts, ModuleFacts, PrivilegeFacts } from '../facts';
import { html, type Html } from './escape';

interface Entry {
  readonly name: string;
  readonly declared: boolean;
  readonly live: boolean | undefined;
}

/** Each scope with the clients that have it, the privilege of its name, and what that protects; both sides in each cell. */
export function scopeMatrix(api: ApiSides): Html {
  return html`<table class="stacks scopes" role="table">
    <caption>
      Scopes, privileges and modules
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${['Scope', 'In the API', 'Granted to', 'Privilege', 'Modules', 'Patterns'].map(
          (name) => html`<th role="columnheader" scope="col">${name}</th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${scopeNames(api).map((name) => row(name, api))}
    </tbody>
  </table>`;
}

/** Of the declaration and the API; a privilege of ORDS alone may belong to anything. */
function scopeNames({ manifest, identityProvider }: ApiSides): string[] {
  const live = identityProvider.api.state === 'read' ? (identityProvider.api.value?.scopes ?? []) : [];
  return [...new Set([...manifest.scopes.map((scope) => scope.name), ...live])];
}

function row(name: string, api: ApiSides): Html {
  const { manifest, identityProvider } = api;
  const declared = manifest.scopes.find((scope) => scope.name === name);
  const schema = schemaOf(api);
  const privilege = schema?.privileges.find((candidate) => candidate.name === name);
  const inApi =
    identityProvider.api.state === 'read'
      ? (identityProvider.api.value?.scopes ?? []).includes(name)
      : undefined;
  const cells: readonly (readonly [string, Html])[] = [
    ['In the API', chips([{ name: 'scope', declared: declared !== undefined, live: inApi }])],
    ['Granted to', chips(grants(name, manifest.clients, identityProvider.clients))],
    [
      'Privilege',
      chips([
        { name: 'privilege', declared: declared !== undefined, live: schema && privilege !== undefined },
      ]),
    ],
    [
      'Modules',
      chips(merged(declared?.modules ?? [], schema && (privilege?.modules ?? [])), schema?.modules),
    ],
    ['Patterns', chips(merged(declared?.patterns ?? [], schema && (privilege?.patterns ?? [])))],
  ];
  return html`<tr role="row">
    <th role="rowheader" scope="row"><code>${name}</code>${rolesNote(privilege)}</th>
    ${cells.map(([label, content]) => html`<td role="cell" data-label="${label}">${content}</td>`)}
  </tr>`;
}

function rolesNote(privilege: PrivilegeFacts | undefined): Html | undefined {
  if (privilege === undefined || privilege.roles.length === 0) return undefined;
  return html` <span class="note">asks for ${privilege.roles.join(', ')}</span>`;
}

function grants(
  scope: string,
  declared: ApiSides['manifest']['clients'],
  live: ApiSides['identityProvider']['clients'],
): Entry[] {
  return Object.entries(declared)
    .map(([key, client]) => ({
      name: key,
      declared: client.scopes.includes(scope),
      live: live.state === 'read' ? hasScope(live.value[key], scope) : undefined,
    }))
    .filter((entry) => entry.declared || entry.live === true);
}

/** Undefined: nobody can tell, as of people who consent to it one by one. */
function hasScope(client: ClientFacts | null | undefined, scope: string): boolean | undefined {
  return client ? client.grantedScopes?.includes(scope) : false;
}

function merged(declared: readonly string[], live: readonly string[] | undefined): Entry[] {
  return [...new Set([...declared, ...(live ?? [])])].map((name) => ({
    name,
    declared: declared.includes(name),
    live: live?.includes(name),
  }));
}

function chips(entries: readonly Entry[], modules?: readonly ModuleFacts[]): Html {
  const shown = entries.filter((entry) => entry.declared || entry.live !== false);
  if (shown.length === 0) return html`<span class="absent">–</span>`;
  return html`<ul class="chips">
    ${shown.map((entry) => {
      const { state, sign, words } = judged(entry);
      const status = modules?.find((module) => module.name === entry.name)?.status;
      const suffix = status === undefined || status === 'PUBLISHED' ? words : `${words}, ${status}`;
      return html`<li class="chip ${state}">
        <b aria-hidden="true">${sign}</b> ${entry.name} <span class="words">${suffix}</span>
      </li>`;
    })}
  </ul>`;
}

function judged({ declared, live }: Entry): { state: string; sign: string; words: string } {
  if (live === undefined) return { state: 'unknown', sign: '?', words: 'not read' };
  if (declared && live) return { state: 'ok', sign: '✓', words: '' };
  return declared
    ? { state: 'error', sign: '✕', words: 'missing' }
    : { state: 'warning', sign: '+', words: 'not declared' };
}
