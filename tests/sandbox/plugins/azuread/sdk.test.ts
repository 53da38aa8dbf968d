import { readFileSync } from 'node:fs';
import path from 'node:path';
import { azureadPlugin } from '../../../../sandbox/plugins/azuread/plugin';

/** Inputs of the official package that this plugin leaves out, by resource. */
const NOT_SERVED: Readonly<Record<string, readonly string[]>> = {
  Application: ['featureTags', 'logoImage', 'oauth2PostResponseRequired', 'password', 'templateId'],
  ServicePrincipal: ['featureTags', 'features'],
};

const folder = path.join(require.resolve('@pulumi/azuread/package.json'), '..');

/** What the class of the official SDK says about its properties. */
function sdkOf(type: string) {
  const file = path.join(folder, `${type[0]?.toLowerCase()}${type.slice(1)}`);
  const source = readFileSync(`${file}.js`, 'utf8');
  const types = readFileSync(`${file}.d.ts`, 'utf8');
  const args = types.slice(types.indexOf(`export interface ${type}Args`));
  const documented = [...args.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+)\??:/g)];
  const all = (pattern: RegExp): string[] => [...source.matchAll(pattern)].map(([, name]) => name ?? '');
  const served = (name: string): boolean => NOT_SERVED[type]?.includes(name) !== true;
  return {
    inputs: all(/resourceInputs\["(\w+)"\] = (?:args\?\.|args\.|\(args)/g).filter(served),
    outputs: all(/resourceInputs\["(\w+)"\] = undefined \/\*out\*\//g),
    required: all(/Missing required property '(\w+)'/g),
    secrets: all(/additionalSecretOutputs: \["(\w+)"\]/g),
    replaced: documented.flatMap(([, text = '', name = '']) =>
      /forces? a(?: new)? (?:new )?resource/i.test(text) ? [name] : [],
    ),
  };
}

test.each(azureadPlugin.kinds.map(({ token, fields }) => [token, fields] as const))(
  '%s has the properties of the official SDK',
  (token, fields) => {
    const type = /^azuread:index\/\w+:(\w+)$/.exec(token)?.[1] ?? '';
    const sdk = sdkOf(type);
    expect(readFileSync(path.join(folder, `${token.split(/[/:]/)[2]}.js`), 'utf8')).toContain(`'${token}'`);
    const names = (wanted: (property: (typeof fields)[string]) => boolean): string[] =>
      Object.entries(fields)
        .flatMap(([name, property]) => (wanted(property) ? [name] : []))
        .sort();
    expect(names(({ outputOnly }) => outputOnly !== true)).toEqual(sdk.inputs.sort());
    expect(names(({ outputOnly }) => outputOnly === true)).toEqual(sdk.outputs.sort());
    expect(names(({ required }) => required === true)).toEqual(sdk.required.sort());
    expect(names(({ secret }) => secret === true)).toEqual(sdk.secrets);
    const inputs = sdk.inputs;
    const replaced = sdk.replaced.filter((name) => inputs.includes(name));
    expect(names(({ replaces }) => replaces === true)).toEqual(expect.arrayContaining(replaced));
  },
);

test.each(azureadPlugin.functions.map((called) => [called.token, called] as const))(
  '%s takes the arguments of the official SDK',
  (token, called) => {
    const name = token.split(':').pop() ?? '';
    const source = readFileSync(path.join(folder, `${name}.js`), 'utf8');
    expect(source).toContain(`pulumi.runtime.invoke("${token}"`);
    const names = new Set([...source.matchAll(/"(\w+)": args\.\w+/g)].map(([, argument]) => argument));
    expect(Object.keys(called.arguments).sort()).toEqual([...names].sort());
  },
);
