import type { ScopeRequest } from '../idp/identityProvider';
import type { Problem } from '../problem';
import type { ScopeArgs } from '../protectedApiArgs';
import { checkScopeNames } from '../rules/scopes';
import { quote } from '../rules/text';
import type { Unexpressed } from './exportedApi';

type Scopes = Readonly<Record<string, ScopeArgs>>;

/** A scope as the identity provider has it. */
interface Offered {
  readonly name: string;
  readonly description?: string | undefined;
}

interface Known {
  /** Of all privileges of the schema. */
  readonly privileges: readonly string[];
  readonly audience: string;
  /** How the identity provider is called, and that in it which has the scopes: `Auth0`, `Auth0 API`. */
  readonly provider: string;
  readonly owner: string;
  readonly roleMode: boolean;
  /** What the program would refuse of a scope. */
  checkScope(scope: ScopeRequest): Problem[];
}

/**
 * One set of scopes for both sides, and where they do not agree yet. The scopes of an API belong to the stack as a whole: what
 * is not in the values, `up` removes from it. So a scope without a privilege stays in, unless its privilege is one that
 * the values cannot express.
 */
export function joinScopes(
  fromOrds: Scopes,
  fromProvider: readonly Offered[],
  known: Known,
): { scopes: Scopes; notExpressed: Unexpressed[] } {
  const notExpressed: Unexpressed[] = [];
  const scopes = new Map(Object.entries(fromOrds));
  const note = (name: string, reason: string): void =>
    void notExpressed.push({ object: `scope ${quote(name)}`, reason });
  const offered = new Map(fromProvider.map(({ name, description }) => [name, description]));
  for (const [name, { description }] of Object.entries(fromOrds)) {
    if (!offered.has(name)) note(name, `the ${known.owner} does not have it; up adds it`);
    else noteDescriptions(name, { ords: description, provider: offered.get(name) }, known.provider, note);
  }
  for (const [name, description] of offered) {
    if (Object.hasOwn(fromOrds, name)) continue;
    const reason = whyNotAdded({ name, description }, [...scopes.keys()], known);
    if (reason === undefined) {
      scopes.set(name, { ...(description !== undefined && { description }) });
      note(
        name,
        `no privilege has this name; up creates one${known.roleMode ? ' with a role of the same name' : ''}, which protects nothing until it gets modules or patterns`,
      );
    } else note(name, `left out, and up removes it from the ${known.owner}: ${reason}`);
  }
  return { scopes: Object.fromEntries(scopes), notExpressed };
}

function whyNotAdded(
  { name, description }: { readonly name: string; readonly description: string | undefined },
  others: readonly string[],
  { privileges, audience, checkScope }: Known,
): string | undefined {
  if (privileges.includes(name)) return 'its privilege is left out too';
  const [problem] = [
    ...checkScopeNames([...others, name], audience || undefined).filter(
      ({ field }) => field === `scopes[${JSON.stringify(name)}]`,
    ),
    ...checkScope({ name, description }),
  ].filter(({ severity }) => severity === 'error');
  return problem?.summary;
}

function noteDescriptions(
  name: string,
  { ords, provider }: Readonly<Record<'ords' | 'provider', string | undefined>>,
  called: string,
  note: (name: string, reason: string) => void,
): void {
  if ((ords ?? '') === (provider ?? '')) return;
  const shown = (text: string | undefined): string => (text === undefined ? 'none' : quote(text));
  note(
    name,
    `its description is ${shown(provider)} in ${called} and ${shown(ords)} in ORDS; up writes that of ORDS to ${called}`,
  );
}
