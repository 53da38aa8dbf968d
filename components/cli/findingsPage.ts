import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { findingPage, type FindingCode } from '../diagnose/catalogue';

interface PackageFacts {
  readonly version: string;
  readonly homepage?: string;
}

let facts: PackageFacts | undefined;

function packageFacts(): PackageFacts {
  facts ??= JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as PackageFacts;
  return facts;
}

export function packageVersion(): string {
  return packageFacts().version;
}

/** Where the project is on the web, without fragment; undefined while it is nowhere. */
export function homepage(): string | undefined {
  return packageFacts().homepage?.replace(/#.*$/, '').replace(/\/+$/, '');
}

/** The page that explains a code: on the web, or its path in the repository where the package names no web page. */
export function findingAddress(code: FindingCode): string {
  const root = homepage();
  return root === undefined ? findingPage(code) : `${root}/blob/main/${findingPage(code)}`;
}
