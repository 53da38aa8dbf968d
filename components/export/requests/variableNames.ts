/** For each key a name that every tool takes as part of a variable's: letters, digits and underscores, each name once. */
export function variableNames(keys: readonly string[]): string[] {
  const taken = new Set<string>();
  return keys.map((key) => {
    const plain = key.replace(/[^A-Za-z0-9]+/g, '_').replace(/^(?=\d)/, '_');
    let name = plain;
    for (let count = 2; taken.has(name); count += 1) name = `${plain}_${count}`;
    taken.add(name);
    return name;
  });
}
