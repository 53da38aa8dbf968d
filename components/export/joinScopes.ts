import type { ScopeArgs } from '../protectedApiArgs';
import { checkScopeNames } from '../rules/scopes';
import { quote } from '../rules/text';
import type { Unexpressed } from './exportedApi';

type Scopes = Readonly<Record<string, ScopeArgs>>;

interface Known {
  /** Of all privileges of the schema. */
  readonly privileges: readonly string[];
  readonly audience: string;
}

/**
 * One set of scopes for both sides, and where they do not agree yet. The scopes of an API belong to the stack as a whole: what
 * is not in the values, `up` removes from it. So a scope without a privilege stays in, unless its privilege is one that
 * the values cannot express.
 */
export function joinScopes(
  fromOrds: Scopes,
  fromAuth0: readonly { readonly name: string; readonly description?: string }[],
  known: Known,
): { scopes: Scopes; notExpressed: Unexpressed[] } {
  const notExpressed: Unexpressed[] = [];
  const scopes = new Map(Object.entries(fromOrds));
  const note = (name: string, reason: string): void =>
    void notExpressed.push({ object: `scope ${quote(name)}`, reason });
  const offered = new Map(fromAuth0.map(({ name, description }) => [name, description]));
  for (const [name, { description }] of Object.entries(fromOrds)) {
    if (!offered.has(name)) note(name, 'the Auth0 API does not have it; up adds it');
    else noteDescriptions(name, { ords: description, auth0: offered.get(name) }, note);
  }
  for (const [name, description] of offered) {
    if (Object.hasOwn(fromOrds, name)) continue;
    const reason = whyNotAdded(name, [...scopes.keys()], known);
    if (reason === undefined) {
      scopes.set(name, { ...(description !== undefined && { description }) });
      note(
        name,
        'no privilege has this name; up creates one, which protects nothing until it gets modules or patterns',
      );
    } else note(name, `left out, and up removes it from the Auth0 API: ${reason}`);
  }
  return { scopes: Object.fromEntries(scopes), notExpressed };
}

function whyNotAdded(
  name: string,
  others: readonly string[],
  { privileges, audience }: Known,
): string | undefined {
  if (privileges.includes(name)) return 'its privilege is left out too';
  const [problem] = checkScopeNames([...others, name], audience || undefined).filter(
    ({ severity, field }) => severity === 'error' && field === `scopes[${JSON.stringify(name)}]`,
  );
  return problem?.summary;
}

function noteDescriptions(
  name: string,
  { ords, auth0 }: Readonly<Record<'ords' | 'auth0', string | undefined>>,
  note: (name: string, reason: string) => void,
): void {
  if ((ords ?? '') === (auth0 ?? '')) return;
  const shown = (text: string | undefined): string => (text === undefined ? 'none' : quote(text));
  note(
    name,
    `its description is ${shown(auth0)} in Auth0 and ${shown(ords)} in ORDS; up writes that of ORDS to Auth0`,
  );
}
