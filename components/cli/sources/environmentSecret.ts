import { OrdsError } from '../../errors';
import { quote } from '../../rules/text';
import type { Surroundings } from '../surroundings';

/** Somebody whom a secret of the environment would be shown to. */
export interface Taker {
  /** Variables that it may come from, the one that says most first. */
  readonly variables: readonly string[];
  /** The same text for one and the same account at one and the same host. */
  readonly place: string;
  /** For the error. */
  readonly name: string;
}

/** `my.client-1` as a part of the name of a variable: `MY_CLIENT_1`. */
export function variablePart(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

/** The variable that a taker's secret comes from; undefined where none of them is set. */
export function variableOf(
  { variables }: Pick<Taker, 'variables'>,
  env: Surroundings['env'],
): string | undefined {
  return variables.find((variable) => env[variable]);
}

/**
 * Nothing says of a variable whose secret it holds but its name, so that one which fits two places would show the secret of one to the
 * other.
 *
 * @throws OrdsError `code`
 */
export function refuseShared(takers: readonly Taker[], env: Surroundings['env'], code: string): void {
  const known = new Map<string, Taker>();
  for (const taker of takers) {
    const variable = variableOf(taker, env);
    if (variable === undefined) continue;
    const other = known.get(variable) ?? taker;
    known.set(variable, other);
    if (other.place === taker.place) continue;
    throw new OrdsError(`would go to more than one place: ${quote(other.name)} and ${quote(taker.name)}`, {
      code,
      field: variable,
      remedy: `unset ${variable}; ${own([other, taker])}`,
    });
  }
}

function own(takers: readonly Taker[]): string {
  const [one, two] = takers.map(({ variables }) => variables[0]);
  if (one === two) return 'look at one API at a time: --manifest FILE';
  return `give each its own: export ${one}=... and ${two}=...`;
}
