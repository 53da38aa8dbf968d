import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CALLS, ROLE_CLAIM } from '../../../../components/diagnose/database/calls';

const SQL = join(__dirname, '../../../../sql');

/** Every call of an ORDS package in the texts, with the arguments that it names. */
function callsInTexts(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(SQL, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.sql') || file === 'grants.sql') continue;
    const code = readFileSync(join(SQL, file), 'utf8').replace(/^ *--.*$/gm, '');
    for (const [, name = '', list = ''] of code.matchAll(/\b((?:ords|ords_security)\.\w+)\(([^;]*)\);/g)) {
      const known = found.get(name.toUpperCase()) ?? new Set();
      for (const [, argument = ''] of list.matchAll(/(\w+)\s*=>/g)) known.add(argument.toUpperCase());
      found.set(name.toUpperCase(), known);
    }
  }
  return found;
}

test('the calls that doctor --database looks for are those of the texts under sql/', () => {
  const listed = new Map(
    Object.values(CALLS)
      .flat()
      .map((call) => [`${call.package}.${call.procedure}`, [...call.arguments].sort()]),
  );
  const texts = new Map([...callsInTexts()].map(([name, names]) => [name, [...names].sort()]));
  expect(texts.get('ORDS_SECURITY.CREATE_JWT_PROFILE')).toContain(ROLE_CLAIM);
  const withoutRoleClaim = texts
    .get('ORDS_SECURITY.CREATE_JWT_PROFILE')
    ?.filter((name) => name !== ROLE_CLAIM);
  texts.set('ORDS_SECURITY.CREATE_JWT_PROFILE', withoutRoleClaim ?? []);
  expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(texts));
});
