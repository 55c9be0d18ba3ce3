import { preset } from '../../tools/jest.preset.mjs';

export default preset('benchmarks', { testMatch: ['<rootDir>/**/*.spec.ts'] });
