import { checkBaseUrl, checkSchemaAlias } from '../../../components/rules/ordsUrl';

const codes = (problems: readonly { code: string }[]): string[] => problems.map(({ code }) => code);

test.each([
  ['https://host.example.com/ords', []],
  ['https://host.example.com:8443/ords/', []],
  ['https://host.example.com/ords ', ['ords.base_url.whitespace']],
  ['host.example.com/ords', ['ords.base_url.not_a_root']],
  ['https://host.example.com/ords?x=1', ['ords.base_url.not_a_root']],
  ['https://hr:Secret_1@host.example.com/ords', ['ords.base_url.not_a_root']],
])('base URL %s: %j', (baseUrl, expected) => {
  const problems = checkBaseUrl(baseUrl);
  expect(codes(problems)).toEqual(expected);
  expect(JSON.stringify(problems)).not.toContain('Secret_1');
});

test.each([
  ['ordsdemo', 'https://host.example.com/ords', []],
  ['ordsdemo', 'https://host.example.com/ords/ordsdemo/', ['ords.base_url.has_alias']],
  ['/ordsdemo/', undefined, ['ords.schema_alias.not_a_segment']],
  ['ords demo', undefined, ['ords.schema_alias.whitespace']],
])('schema alias %s under %s: %j', (alias, baseUrl, expected) => {
  expect(codes(checkSchemaAlias(alias, baseUrl))).toEqual(expected);
});
