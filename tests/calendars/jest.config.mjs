import { preset } from '../../tools/jest.preset.mjs';

export default preset('calendars', { testMatch: ['<rootDir>/**/*.spec.ts'], testTimeout: 60_000 });
