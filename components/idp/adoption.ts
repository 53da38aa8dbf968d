import type * as pulumi from '@pulumi/pulumi';
import type { Problem } from '../problem';
import { checkIdentifier, quote } from '../rules/text';

/** What each identity provider's `adopt` has. */
export interface AdoptArgs {
  /** What `destroy` does with them: `keep` (default) leaves them as they are, `delete` makes them the stack's own. */
  readonly onDelete?: 'keep' | 'delete';
}

type Ids = Readonly<Record<string, string>>;

const FIELD = 'identityProvider.adopt';

/** What can be said of ids before anything is called, in the words of one identity provider. */
export class AdoptionRules {
  /**
   * @param prefix Of the codes: `auth0`.
   * @param option Of `pulumi-ords export`, which writes such ids: `--auth0`.
   */
  constructor(
    private readonly prefix: string,
    private readonly option: string,
  ) {}

  /** An id under a field of `adopt`. */
  id(field: string, list: string, id: string): Problem[] {
    return checkIdentifier(id, { code: `${this.prefix}.adopt.${list}`, field: `${FIELD}.${field}` });
  }

  /** Ids by the key of the client that they belong to. */
  clients(list: string, ids: Ids, known: readonly string[], remedy: string): Problem[] {
    return Object.entries(ids).flatMap(([key, id]) => {
      const field = `${list}[${JSON.stringify(key)}]`;
      const names = known.map(quote).join(', ') || 'none';
      return [
        ...this.id(field, list, id),
        ...(known.includes(key)
          ? []
          : [{ ...this.problem('unknown_client', field, 'belongs to no client', key, names), remedy }]),
      ];
    });
  }

  onDelete({ onDelete }: AdoptArgs): Problem[] {
    if (onDelete === undefined || onDelete === 'keep' || onDelete === 'delete') return [];
    return [
      this.problem('on_delete', 'onDelete', 'is neither of the two', String(onDelete), '"keep" or "delete"'),
    ];
  }

  problem(name: string, field: string, summary: string, found: string, expected: string): Problem {
    return {
      code: `${this.prefix}.adopt.${name}`,
      severity: 'error',
      field: `${FIELD}.${field}`,
      summary,
      found: quote(found),
      expected,
      remedy: `pulumi-ords export ${this.option} writes the ids of what exists; or remove it from adopt`,
    };
  }
}

/** The options of a resource that is imported under this id; none without one. */
export function adopting(
  { onDelete }: AdoptArgs,
  id: string | undefined,
  undeclared: readonly string[] = [],
): pulumi.CustomResourceOptions {
  if (id === undefined) return {};
  return { import: id, retainOnDelete: onDelete !== 'delete', ignoreChanges: [...undeclared] };
}
