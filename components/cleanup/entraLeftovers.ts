import {
  allMarkedApplications,
  READ_APPLICATIONS,
  type MarkedApplication,
} from '../diagnose/collect/entraMarked';
import type { Json } from '../diagnose/collect/managementReader';
import type { MicrosoftGraph } from '../diagnose/collect/microsoftGraph';
import { text, texts } from '../diagnose/collect/readings';
import { markText } from '../ords/lifecycle/mark';
import { findEntraParts } from './entraParts';
import type { Doubt, Leftover } from './leftover';
import type { StackState } from './stackState';

export interface EntraLeftovers {
  /** Parts of the stack's own applications, then clients, then APIs. */
  readonly leftovers: readonly Leftover[];
  readonly unproven: readonly Leftover[];
}

const WRITE_APPLICATIONS = 'Application.ReadWrite.All';
const WRITE_ASSIGNMENTS = 'AppRoleAssignment.ReadWrite.All';

/** What of a directory carries this stack's mark in its notes, or belongs to what does, and is not in its state. */
export async function findEntraLeftovers(
  graph: Pick<MicrosoftGraph, 'get' | 'list'>,
  place: string,
  state: StackState,
): Promise<EntraLeftovers> {
  const tokens = new Set(state.claims.map(({ token }) => token));
  const isProven = ({ owner }: MarkedApplication): boolean =>
    owner.claim !== undefined && tokens.has(owner.claim);
  const isKnown = ({ id }: MarkedApplication): boolean => state.entra.applicationIds.has(id);
  const marked = (await allMarkedApplications(graph)).filter(({ owner }) => owner.stack === state.stack);
  const known = marked.filter((one) => isKnown(one) && isProven(one));
  const leftover = (one: MarkedApplication): Leftover => {
    const doubt = isProven(one) ? copyOf(one, known) : 'other_claim';
    return {
      side: 'identity provider',
      place,
      kind: 'app',
      name: one.id,
      mark: markText(one.owner),
      ...(doubt !== undefined && { doubt }),
    };
  };
  const left = marked.filter((one) => !isKnown(one));
  const details = await Promise.all(
    known.map(async (one) => ({ ...one, application: await detailsOf(graph, one) })),
  );
  const all = [
    ...(await findEntraParts(graph, place, details, state)),
    ...left.filter(({ isApi }) => !isApi).map(leftover),
    ...left.filter(({ isApi }) => isApi).map(leftover),
  ];
  return {
    leftovers: all.filter(({ doubt }) => doubt === undefined),
    unproven: all.filter(({ doubt }) => doubt !== undefined),
  };
}

/**
 * Entra takes two applications of one name, so that after an interrupted `up` the next one makes a second: what is left is the older one. One
 * that is younger than the state's was made with its notes by somebody else.
 */
function copyOf(
  { owner, createdAt }: MarkedApplication,
  known: readonly MarkedApplication[],
): Doubt | undefined {
  const original = known.find((one) => one.owner.resource === owner.resource);
  if (original === undefined) return undefined;
  const isOlder = createdAt !== '' && original.createdAt !== '' && createdAt <= original.createdAt;
  return isOlder ? undefined : 'copy';
}

async function detailsOf(graph: Pick<MicrosoftGraph, 'get'>, { id }: MarkedApplication): Promise<Json> {
  return (await graph.get(`applications/${encodeURIComponent(id)}`, READ_APPLICATIONS)) ?? {};
}

/** In its own directory an application takes its service principal and the assignments along, and the identifier URI. */
export async function removeEntraLeftover(
  graph: Pick<MicrosoftGraph, 'list' | 'replace' | 'remove'>,
  { kind, name }: Leftover,
): Promise<void> {
  if (kind === 'app') await graph.remove(`applications/${encodeURIComponent(name)}`, WRITE_APPLICATIONS);
  else if (kind === 'service_principal')
    await graph.remove(`servicePrincipals/${encodeURIComponent(name)}`, WRITE_APPLICATIONS);
  else if (kind === 'grant') await graph.remove(name.replace(/^\//, ''), WRITE_ASSIGNMENTS);
  else await removeUri(graph, name);
}

async function removeUri(graph: Pick<MicrosoftGraph, 'list' | 'replace'>, uri: string): Promise<void> {
  const appId = uri.replace(/^api:\/\//, '');
  const query = { $filter: `appId eq '${appId}'`, $select: 'id,identifierUris' };
  for (const { id, identifierUris } of await graph.list('applications', query, READ_APPLICATIONS))
    await graph.replace(
      `applications/${encodeURIComponent(text(id) ?? '')}`,
      { identifierUris: texts(identifierUris).filter((one) => one !== uri) },
      WRITE_APPLICATIONS,
    );
}
