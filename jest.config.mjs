import { fileURLToPath } from 'node:url';

/** `npm run faults` runs the table of all faults, row by row, and `npm test` the rest. */
const leftOut = process.env.FAULT_ROWS ? [] : ['<rootDir>/tests/faults/matrix\\.spec\\.ts$'];

/**
 * Files of tests run one after the other in processes that keep what they have loaded: to load Nest and the rest of it anew for each of three hundred files took half of the time of all tests.
 * TypeScript goes through swc, and workspace packages are read from their sources: tools/tests/register.mjs, which NODE_OPTIONS tells each process of.
 */
export default {
  runner: fileURLToPath(new URL('tools/tests/runner.mjs', import.meta.url)),
  roots: ['infra', 'libs', 'services', 'tests'].map((folder) => `<rootDir>/${folder}`),
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...leftOut],
  modulePathIgnorePatterns: ['/dist/'],
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: [fileURLToPath(new URL('tools/tests/time-limits.mjs', import.meta.url))],
};
