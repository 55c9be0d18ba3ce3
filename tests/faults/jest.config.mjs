import { preset } from '../../tools/jest.preset.mjs';

/** `npm run faults` runs the table of all faults, row by row, and `npm test` the rest. */
const rows = process.env.FAULT_ROWS ? ['<rootDir>/matrix.spec.ts'] : ['<rootDir>/**/!(matrix).spec.ts'];

export default preset('faults', { testMatch: rows, testTimeout: 60_000 });
