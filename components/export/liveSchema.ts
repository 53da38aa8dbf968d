import type { ProfileFacts } from '../diagnose/facts';
import type { TemplateInputs } from '../ords/lifecycle/moduleDefinition';

/** A module as the catalogue shows it; nothing is normalised. */
export interface LiveModule {
  readonly name: string;
  /** With or without the slashes, as it was defined. */
  readonly basePath: string;
  /** `PUBLISHED` or `NOT_PUBLISHED`. */
  readonly status: string;
  /** Null: none was stored. */
  readonly itemsPerPage: number | null;
  readonly comments?: string;
  readonly originsAllowed?: string;
  readonly preHook?: string;
  /** Sorted, handlers and parameters too. A text that Oracle keeps as null is absent, or empty where one is needed. */
  readonly templates: readonly TemplateInputs[];
}

/** Lists are sorted. */
export interface LivePrivilege {
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  readonly comments?: string;
  readonly roles: readonly string[];
  readonly modules: readonly string[];
  readonly patterns: readonly string[];
}

/** What ORDS holds of one schema, sorted by name. */
export interface LiveSchema {
  /** As the dictionary writes it. */
  readonly schema: string;
  readonly enabled: boolean;
  /** Part of the URL that selects the schema. */
  readonly alias: string;
  readonly modules: readonly LiveModule[];
  readonly privileges: readonly LivePrivilege[];
  readonly roles: readonly string[];
  /** Null: the schema has no JWT profile. */
  readonly profile: ProfileFacts | null;
}
