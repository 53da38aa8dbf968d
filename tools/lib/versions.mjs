/** The three numbers of the first version in a text such as `v3.274.1`, `go1.26.8` or `1.26`; undefined if none.
 * @param {string} text @returns {[number, number, number] | undefined} */
export function parseVersion(text) {
  const match = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

/** Whether a version is the wanted one or newer. A text without a version is not.
 * @param {string} text @param {string} wanted @returns {boolean} */
export function isAtLeast(text, wanted) {
  const have = parseVersion(text);
  const want = parseVersion(wanted);
  if (!have || !want) return false;
  const different = have.findIndex((number, position) => number !== want[position]);
  return (
    different === -1 || /** @type {number} */ (have[different]) > /** @type {number} */ (want[different])
  );
}
