import { preset } from '../tools/jest.preset.mjs';

export default preset('infra', { testMatch: ['<rootDir>/embedded/**/*.spec.ts', '<rootDir>/keycloak/**/*.spec.ts'] });
