import { preset } from '../../tools/jest.preset.mjs';

export default preset('mutation', { testMatch: ['<rootDir>/**/*.spec.ts'], testTimeout: 60_000 });
