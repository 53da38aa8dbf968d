/** How a filter may look at the attributes of one kind of resource: `attribute` or `attribute.part`, names without case. */
export interface SearchRules {
  /** `idcsSearchable: false` in the published schema: a filter that names one is refused. */
  readonly unsearchable: readonly string[];
  /** `caseExact: true`; the others are compared without case. */
  readonly exact: readonly string[];
}

/** The same in every schema that `@pulumi/oci` ships. */
const OF_ALL: SearchRules = {
  unsearchable: [
    ...['schemas', 'domainOcid', 'compartmentOcid', 'tenancyOcid'],
    ...['idcsPreventedOperations', 'idcsLastUpgradedInRelease'],
    ...['meta.resourceType', 'meta.location', 'meta.version'],
  ],
  exact: ['ocid'],
};

export function searchRules(own: Partial<SearchRules> = {}): SearchRules {
  return {
    unsearchable: [...OF_ALL.unsearchable, ...(own.unsearchable ?? [])],
    exact: [...OF_ALL.exact, ...(own.exact ?? [])],
  };
}

export function isSearchable({ unsearchable }: SearchRules, steps: readonly string[]): boolean {
  return !steps.some((_step, index) => names(unsearchable, steps.slice(0, index + 1)));
}

/** A complex attribute is compared by its value. */
export function isExact({ exact }: SearchRules, steps: readonly string[]): boolean {
  return names(exact, steps) || names(exact, [...steps, 'value']);
}

function names(list: readonly string[], steps: readonly string[]): boolean {
  const path = steps.join('.').toLowerCase();
  return list.some((name) => name.toLowerCase() === path);
}
