import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE, type FindingCode } from '../../components/diagnose/catalogue';
import { AREAS } from './broken/all';
import { HEALTHY } from './healthy/shapes';
import { expectationOf, isOf } from './support/configuration';
import { renderTable, TABLE_PATH } from './support/docsTable';
import { PROVIDERS } from './support/identityProviders/identityProvider';

const file = join(__dirname, '../..', TABLE_PATH);
const configurations = AREAS.flatMap((area) => area.configurations);
const expectations = PROVIDERS.flatMap((kind) =>
  configurations.filter((one) => isOf(kind, one)).map((one) => expectationOf(kind, one)),
);

/** Codes that no configuration of one API in the sandbox gives first, each with the reason. */
const NOT_IN_THE_TABLE: Readonly<Partial<Record<FindingCode, string>>> = {
  'trust.jwks_url.port': 'a JWKS URL on localhost carries a port of its own',
  'trust.jwks_url.whitespace': 'CREATE_JWT_PROFILE takes it, and so does every URL parser',
  'jwks.not_https': 'CREATE_JWT_PROFILE refuses it',
  'ords.profile.skew_too_large': 'CREATE_JWT_PROFILE refuses it',
};

test('the table in the docs is the one that is tested', () => {
  // UPDATE_DOCS=1 npx jest tests/diagnosis/table.test.ts
  if (process.env['UPDATE_DOCS']) writeFileSync(file, renderTable());
  expect(readFileSync(file, 'utf8')).toBe(renderTable());
});

test('there are at least 45 broken configurations and 20 healthy ones, each of its own name', () => {
  expect(configurations.length).toBeGreaterThanOrEqual(45);
  expect(HEALTHY.length).toBeGreaterThanOrEqual(20);
  const names = [...configurations, ...HEALTHY].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('every code is named by some configuration, or there is a reason why not', () => {
  const named = new Set<string>(
    expectations.flatMap(({ finding, cause }) => [finding, ...(cause ? [cause] : [])]),
  );
  const missing = Object.keys(CATALOGUE).filter((code) => !named.has(code));
  expect(missing.sort()).toEqual(Object.keys(NOT_IN_THE_TABLE).sort());
});

test('every error of the table is seen to be broken', () => {
  const harmless = expectations.filter(
    ({ finding, seen }) => CATALOGUE[finding].severity === 'error' && seen === 'works',
  );
  expect(harmless).toEqual([]);
});
