import type { Manifest } from '../../manifest';
import { addressObstacle, tokenUrlObstacle } from './address';
import type { CheckName, Credential, Obstacle, PlannedCheck } from './check';
import { noUrl } from './obstacles';
import type { PlannedClients } from './planClients';
import type { Target } from './targets';
import { needOf, tokenUrlOf } from './tokenNeeds';

export const NONE: Credential = { kind: 'none' };

/** What not every check has. */
export type CheckDetails = Partial<Pick<PlannedCheck, 'client' | 'controls' | 'refusals'>> & {
  readonly obstacle?: Obstacle | undefined;
};

/** The same for the same check of the same target, so that others can name it as their control. */
export function checkId({ name }: Target, check: CheckName, client = ''): string {
  return JSON.stringify([name, check, client]);
}

/** Writes down single checks of one API, with what stands in the way of each. */
export class CheckWriter {
  private readonly tokenObstacle: Obstacle | undefined;

  constructor(
    private readonly manifest: Manifest,
    private readonly clients: PlannedClients,
  ) {
    this.tokenObstacle = tokenUrlObstacle(tokenUrlOf(manifest));
  }

  /** A token of a client, with all of its scopes or only with some. */
  token(client: string, scopes?: readonly string[]): Credential {
    const need = needOf(this.manifest, client);
    return { kind: 'token', need: scopes === undefined ? need : { ...need, scopes, narrowed: true } };
  }

  check(target: Target, check: CheckName, credential: Credential, details: CheckDetails = {}): PlannedCheck {
    const { obstacle: own, controls = [], refusals = [], client } = details;
    const place = target.url === undefined ? noUrl(target.name) : addressObstacle(target.url, this.manifest);
    const obstacle = own ?? place ?? ('need' in credential ? this.tokenObstacle : undefined);
    return {
      id: checkId(target, check, client),
      api: this.manifest.api,
      module: target.name,
      check,
      scopes: target.scopes,
      credential,
      controls,
      refusals,
      ...(this.clients.areOnlyPeople(target.scopes) && { uncontrolled: true as const }),
      ...(client !== undefined && { client }),
      ...(target.url !== undefined && { url: target.url }),
      ...(obstacle !== undefined && { obstacle }),
    };
  }
}
