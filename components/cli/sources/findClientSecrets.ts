/** Client secrets by client ID. */
export type ClientSecrets = ReadonlyMap<string, string>;

const DEEPEST = 5;
const HIDDEN = '[secret]';

/** Every pair of `clientId` and `clientSecret` in the outputs of a stack, wherever it stands. */
export function findClientSecrets(value: unknown): ClientSecrets {
  const found = new Map<string, string>();
  collect(value, 0, found);
  return found;
}

function collect(value: unknown, depth: number, found: Map<string, string>): void {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
  const { clientId, clientSecret } = value as { clientId?: unknown; clientSecret?: unknown };
  if (typeof clientId === 'string' && typeof clientSecret === 'string' && clientSecret !== HIDDEN)
    found.set(clientId, clientSecret);
  for (const member of Object.values(value)) collect(member, depth + 1, found);
}
