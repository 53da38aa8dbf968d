import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ociPlugin } from '../../../../sandbox/plugins/oci/plugin';

/** Properties of the official package that this plugin leaves out, by resource. */
const NOT_SERVED: Readonly<Record<string, RegExp>> = {
  DomainsApp:
    /^urnietfparamsscimschemasoracleidcsextension(dbcs|enterprise|formFill|kerberos|managed|multicloud|opcService|radius|saml|webTier)/,
};

/** Of these only a part is served; what is served must be as in the official package. */
const SERVED_IN_PART = new Set(['AutonomousDatabase']);

/** Not documented as updatable, yet the provider has calls to change them (facts/oci-iam.md 1.2). */
const UPDATABLE: Readonly<Record<string, readonly string[]>> = {
  AutonomousDatabase: ['dbName', 'state'],
  Domain: ['licenseType', 'state'],
};

/** What the class of the official SDK says about its properties. */
function sdkOf(module: string, type: string) {
  const file = `${module.toLowerCase()}/${type[0]?.toLowerCase()}${type.slice(1)}.js`;
  const source = readFileSync(path.join(require.resolve('@pulumi/oci/package.json'), '..', file), 'utf8');
  const all = (pattern: RegExp): string[] => [...source.matchAll(pattern)].map(([, name]) => name ?? '');
  const types = readFileSync(
    path.join(require.resolve('@pulumi/oci/package.json'), '..', file.replace('.js', '.d.ts')),
    'utf8',
  );
  const args = types.slice(types.indexOf(`export interface ${type}Args`));
  const documented = [...args.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+)\??:/g)];
  const served = (name: string): boolean => NOT_SERVED[type]?.test(name) !== true;
  return {
    inputs: all(/resourceInputs\["(\w+)"\] = (?:args|\(args)/g).filter(served),
    outputs: all(/resourceInputs\["(\w+)"\] = undefined \/\*out\*\//g).filter(served),
    replaced: documented.flatMap(([, text = '', name = '']) => (text.includes('(Updatable)') ? [] : [name])),
    required: all(/Missing required property '(\w+)'/g),
    secrets: all(/additionalSecretOutputs: \["(\w+)"\]/g),
  };
}

test.each(ociPlugin.kinds.map(({ token, fields }) => [token, fields] as const))(
  '%s has the properties of the official SDK',
  (token, fields) => {
    const [, module = '', type = ''] = /^oci:(\w+)\/\w+:(\w+)$/.exec(token) ?? [];
    const sdk = sdkOf(module, type);
    const names = (wanted: (property: (typeof fields)[string]) => boolean): string[] =>
      Object.entries(fields).flatMap(([name, property]) => (wanted(property) ? [name] : []));
    expect(sdk.inputs.length).toBeGreaterThan(3);
    const inputs = names(({ outputOnly }) => outputOnly !== true).sort();
    const outputs = names(({ outputOnly }) => outputOnly === true).sort();
    const inPart = SERVED_IN_PART.has(type);
    expect(inPart ? sdk.inputs : sdk.inputs.sort()).toEqual(inPart ? expect.arrayContaining(inputs) : inputs);
    expect(inPart ? sdk.outputs : sdk.outputs.sort()).toEqual(
      inPart ? expect.arrayContaining(outputs) : outputs,
    );
    expect(names(({ required }) => required === true).sort()).toEqual(sdk.required.sort());
    const replaced = (name: string): boolean =>
      inputs.includes(name) && UPDATABLE[type]?.includes(name) !== true;
    expect(
      names(({ replaces }) => replaces === true)
        .filter(replaced)
        .sort(),
    ).toEqual(sdk.replaced.filter(replaced).sort());
    expect(names(({ secret }) => secret === true)).toEqual(sdk.secrets);
  },
);

test.each(ociPlugin.functions.map((called) => [called.token, called] as const))(
  '%s takes the arguments of the official SDK',
  (token, called) => {
    const [, module = '', name = ''] = /^oci:(\w+)\/\w+:(\w+)$/.exec(token) ?? [];
    const file = path.join(
      require.resolve('@pulumi/oci/package.json'),
      '..',
      module.toLowerCase(),
      `${name}.js`,
    );
    const source = readFileSync(file, 'utf8');
    expect(source).toContain(`pulumi.runtime.invoke("${token}"`);
    const names = new Set([...source.matchAll(/"(\w+)": args\.\w+/g)].map(([, argument]) => argument));
    expect(Object.keys(called.arguments).sort()).toEqual([...names].sort());
  },
);
