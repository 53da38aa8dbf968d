import type { Row } from '../../database/database';
import { jwtProfileKind } from './jwtProfile';
import { ownerIn, type Owner } from './mark';
import { moduleKind } from './module';
import { moduleProtectionKind } from './moduleProtection';
import { ownershipOfDelete } from './ownership';
import { privilegeKind } from './privilege';
import type { Target } from './target';

/** An object of a schema that carries the mark of a stack. */
export interface MarkedObject {
  readonly kind: 'module' | 'privilege' | 'jwt_profile';
  /** Of a JWT profile: its issuer. */
  readonly name: string;
  readonly owner: Owner;
  readonly audience?: string;
  readonly jwkUrl?: string;
}

export interface MarkedSchema {
  readonly objects: readonly MarkedObject[];
  /** Every module that stands under a privilege, marked or not. */
  readonly links: readonly { readonly privilege: string; readonly module: string }[];
}

/** What of a schema carries a mark, in one call. */
export async function readMarked(target: Target): Promise<MarkedSchema> {
  return markedSchema(
    await target.rows({ text: 'claim/marked', purpose: 'read what carries the mark of a stack' }),
  );
}

export function markedSchema(rows: readonly Row[]): MarkedSchema {
  return {
    objects: rows.flatMap((row) => {
      const owner = ownerIn(String(row.MARKED ?? ''));
      if (owner === undefined) return [];
      return {
        kind: row.KIND as MarkedObject['kind'],
        name: String(row.NAME),
        owner,
        ...(row.KIND === 'jwt_profile' && { audience: String(row.ITEM), jwkUrl: String(row.DETAIL) }),
      };
    }),
    links: rows
      .filter((row) => row.KIND === 'link')
      .map((row) => ({ privilege: String(row.NAME), module: String(row.ITEM) })),
  };
}

/** `module "orders"`. */
export function describeMarked({ kind, name }: MarkedObject): string {
  return kind === 'jwt_profile' ? `the JWT profile (issuer ${name})` : `${kind} "${name}"`;
}

/**
 * Removes marked objects. Nothing is open at any time: a module is unpublished before its privilege lets it go, modules go before
 * privileges, and a privilege that alone covers somebody else's published module stays (`ords.privilege.still_protects`).
 *
 * @param onDelete - `makePublic` leaves the status of modules that are not among the objects.
 * @param removed - told of each object once it is gone.
 */
export async function removeMarked(
  target: Target,
  { objects, links }: MarkedSchema,
  onDelete: 'unpublish' | 'makePublic',
  removed: (object: MarkedObject) => void,
): Promise<void> {
  const of = (kind: MarkedObject['kind']): MarkedObject[] => objects.filter((object) => object.kind === kind);
  const own = new Set(of('module').map(({ name }) => name));
  for (const { name: privilege, owner } of of('privilege'))
    for (const { module } of links.filter((link) => link.privilege === privilege)) {
      const shared = links.some((link) => link.module === module && link.privilege !== privilege);
      const keepsStatus = !own.has(module) && (shared || onDelete === 'makePublic');
      await moduleProtectionKind.remove(
        target,
        { module, privilege, publish: true, onDelete: keepsStatus ? 'makePublic' : 'unpublish' },
        ownershipOfDelete(owner),
      );
    }
  for (const object of of('module')) {
    const { name, owner } = object;
    await moduleKind.remove(
      target,
      { name, basePath: '', itemsPerPage: 0, templates: [] },
      ownershipOfDelete(owner),
    );
    removed(object);
  }
  for (const object of of('privilege')) {
    const { name, owner } = object;
    await privilegeKind.remove(target, { name, roles: [], patterns: [] }, ownershipOfDelete(owner));
    removed(object);
  }
  for (const object of of('jwt_profile')) {
    const { name, audience = '', jwkUrl = '', owner } = object;
    await jwtProfileKind.remove(target, { issuer: name, audience, jwkUrl }, ownershipOfDelete(owner));
    removed(object);
  }
}
