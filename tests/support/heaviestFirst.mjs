import Sequencer from '@jest/test-sequencer';

/** Files with many runs of the engine or hundreds of sandboxes' schemas, the longest first; by what their names begin with. */
const HEAVY = [
  'broken',
  'lifecycle',
  'kills',
  'ociIam',
  'releases',
  'auth0Faults',
  'languageHost',
  'ociDomain',
];

/**
 * Without durations of an earlier run jest begins with the largest files; those that run one set of tests for each identity provider are three
 * lines long, so that the heaviest of all would come last and one worker would wait for the other.
 */
export default class HeaviestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted;
    return [...sorted].sort((left, right) => weight(left) - weight(right));
  }
}

/** The smaller, the earlier. */
function weight({ path }) {
  const [, name] = /\/tests\/(?:e2e|diagnosis)\/([^/]+)$/.exec(path) ?? [];
  if (name === undefined) return HEAVY.length + 1;
  const place = HEAVY.findIndex((heavy) => name.startsWith(heavy));
  return place < 0 ? HEAVY.length : place;
}
