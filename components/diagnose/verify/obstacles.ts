import { quote } from '../../rules/text';
import type { Obstacle } from './check';

const inconclusive = (summary: string, remedy: string): Obstacle => ({
  outcome: 'inconclusive',
  summary,
  remedy,
});
const skipped = (summary: string, remedy: string): Obstacle => ({ outcome: 'skipped', summary, remedy });

export function noUrl(target: string): Obstacle {
  return inconclusive(
    `nothing says under which URL ${quote(target)} answers a GET`,
    `give a path for ${quote(target)}, or let verify read the ORDS catalogue`,
  );
}

export function noHolder(scopes: readonly string[]): Obstacle {
  if (scopes.length === 0)
    return inconclusive(
      'no declared scope protects it, and it is not declared public',
      'add it to a scope, or state public: true',
    );
  return inconclusive(
    `no declared client holds ${scopes.map(quote).join(' and ')}: without an answered call a refusal proves nothing`,
    'declare a client with it under clients',
  );
}

/** The client's row is left out by choice as long as another client shows that the module answers. */
export function noSecret(client: string, anotherHolds: boolean): Obstacle {
  const summary = `the secret of client ${quote(client)} is not at hand`;
  const remedy = `give the secret of client ${quote(client)}`;
  return anotherHolds ? skipped(summary, remedy) : inconclusive(summary, remedy);
}

/** Left out by choice: what can be proven without a person is proven by the refusals. */
export function signsIn(client: string): Obstacle {
  return skipped(
    `people sign in to client ${quote(client)}: there is no token of it without a browser`,
    'declare a machine client with the same scope, or call by hand: pulumi-ords export --postman',
  );
}

export function nothingToAlter(): Obstacle {
  return inconclusive(
    'there is no token to alter: no client that holds the scope has its secret at hand',
    'give the secret of a client that holds the scope',
  );
}

export function noOtherAudience(): Obstacle {
  return skipped(
    'no token for another audience is at hand: none is minted',
    'verify together with another API of the same issuer and the same ORDS whose client has the scope too',
  );
}

export function everybodyHolds(): Obstacle {
  return skipped(
    'every client whose secret is at hand holds the scope, and none can ask for less',
    'declare a client without the scope, or one with a second scope',
  );
}

/** A value that exists is nobody's but the module's own to know. */
export function withVariables(target: string, templates: readonly string[]): Obstacle {
  const [subject, verb] =
    templates.length === 1 ? ['1 template', 'was'] : [`${templates.length} templates`, 'were'];
  return skipped(
    `${subject} with variables ${verb} not called: ${templates.map(quote).join(', ')}`,
    `give a path of one: --path ${quote(`${target}=...`)}`,
  );
}

export function needsPerson(): Obstacle {
  return skipped(
    'only people are let in, and nobody can sign in here',
    'sign in, and look at the call with: pulumi-ords doctor --token - --url <endpoint>',
  );
}
