import { preset } from '../../tools/jest.preset.mjs';

export default preset('architecture', { testMatch: ['<rootDir>/**/*.spec.ts'], testTimeout: 60_000 });
