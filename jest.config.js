/** @type {import('jest').Config} */
const base = {
  testEnvironment: 'node',
  // A lazy import() names the file that tsc will make.
  moduleNameMapper: {
    '^\\./assessor\\.js$': '<rootDir>/components/diagnose/assessor',
    '^\\./readSource\\.js$': '<rootDir>/components/jwksMirror/readSource',
    '^\\./signedDomain\\.js$': '<rootDir>/components/oci/signedDomain',
    '^\\./fileStore\\.js$': '<rootDir>/components/pool/fileStore',
  },
  roots: ['<rootDir>/tests'],
  setupFiles: ['<rootDir>/tests/propertySeed.ts'],
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // jose is published as ES modules only; jest's own module loader cannot require those untransformed.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
};

module.exports = {
  maxWorkers: 2,
  testSequencer: '<rootDir>/tests/support/heaviestFirst.mjs',
  // RSA keys and child processes take their time on a busy machine; a test that hangs still ends.
  testTimeout: 60_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      moduleNameMapper: {
        ...base.moduleNameMapper,
        // What Pulumi's SDK loads for closures and archives of code, which takes longer than all the rest of it.
        '^@npmcli/arborist$': '<rootDir>/tests/support/lazyArborist.js',
        '/typescript-shim$': '<rootDir>/tests/support/lazyTypeScript.js',
      },
      testMatch: ['<rootDir>/tests/{components,diagnosis,sandbox,tools}/**/*.test.ts'],
    },
    { ...base, displayName: 'e2e', testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'] },
  ],
};
