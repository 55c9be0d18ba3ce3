import { preset } from '../../tools/jest.preset.mjs';

export default preset('agendas', { testTimeout: 20_000 });
