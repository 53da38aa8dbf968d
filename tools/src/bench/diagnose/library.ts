import { join } from 'node:path';

/** What a database connection is made of. */
export interface Login {
  readonly connectString: string;
  readonly user: string;
  readonly password: string;
}

/** The inner parts of the built library that are measured; nobody else may rely on them, so they are not exported. */
export interface DiagnoseParts {
  collectOrds(
    open: unknown,
    connection: Login,
    question: { readonly schemas: readonly string[]; readonly aliases: readonly string[] },
  ): Promise<{
    readonly schemas: Readonly<Record<string, { readonly privileges: readonly unknown[] } | undefined>>;
  }>;
  readonly openDatabase: unknown;
  closeDatabases(): Promise<void>;
  nameLists(names: {
    readonly schemas: readonly string[];
    readonly aliases: readonly string[];
  }): readonly Record<string, string>[];
  prepare(statement: {
    readonly text: string;
    readonly binds: Readonly<Record<string, string>>;
    readonly purpose: string;
  }): { readonly text: string; readonly binds: Readonly<Record<string, string>> };
}

/** Loads them from `dist` of the checkout. */
export function loadDiagnoseParts(root: string): DiagnoseParts {
  const load = (path: string): Partial<DiagnoseParts> =>
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    require(join(root, 'dist', path)) as Partial<DiagnoseParts>;
  return {
    ...load('diagnose/collect/ords.js'),
    ...load('diagnose/collect/nameLists.js'),
    ...load('database/oracleDatabase.js'),
    ...load('database/pools.js'),
    ...load('database/sqlText.js'),
  } as DiagnoseParts;
}
