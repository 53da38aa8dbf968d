import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ociPlugin } from '../../../../sandbox/plugins/oci/plugin';

/** Properties of the official package that this plugin leaves out, by resource. */
const NOT_SERVED: Readonly<Record<string, RegExp>> = {
  DomainsApp:
    /^urnietfparamsscimschemasoracleidcsextension(dbcs|enterprise|formFill|kerberos|managed|multicloud|opcService|radius|saml|webTier)/,
};

/** What the class of the official SDK says about its properties. */
function sdkOf(module: string, type: string) {
  const file = `${module.toLowerCase()}/${type[0]?.toLowerCase()}${type.slice(1)}.js`;
  const source = readFileSync(path.join(require.resolve('@pulumi/oci/package.json'), '..', file), 'utf8');
  const all = (pattern: RegExp): string[] => [...source.matchAll(pattern)].map(([, name]) => name ?? '');
  const served = (name: string): boolean => NOT_SERVED[type]?.test(name) !== true;
  return {
    inputs: all(/resourceInputs\["(\w+)"\] = (?:args|\(args)/g).filter(served),
    outputs: all(/resourceInputs\["(\w+)"\] = undefined \/\*out\*\//g).filter(served),
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
    expect(names(({ outputOnly }) => outputOnly !== true).sort()).toEqual(sdk.inputs.sort());
    expect(names(({ outputOnly }) => outputOnly === true).sort()).toEqual(sdk.outputs.sort());
    expect(names(({ required }) => required === true).sort()).toEqual(sdk.required.sort());
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
