import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

const element = (type, pattern) => ({ type, pattern, capture: ['name'] });
const lib = (name) => ({ to: { element: { type: 'lib', captured: { name } } } });

/** Only the walls: which part may import which. Everything else is oxlint's. */
export default tseslint.config(
  { ignores: ['tests/**', '**/dist/**', '**/node_modules/**', '.knutpunkt/**'] },
  {
    files: ['libs/**/*.ts', 'services/**/*.ts', 'services/**/*.tsx', 'infra/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: false },
    plugins: { boundaries, '@typescript-eslint': tseslint.plugin },
    settings: {
      'boundaries/elements': [element('web', 'services/web'), element('service', 'services/*'), element('lib', 'libs/*'), element('infra', 'infra')],
      'import/resolver': { typescript: { conditionNames: ['@knutpunkt/source', 'import', 'types', 'default'], project: 'tsconfig.base.json' } },
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', policies: [
        { from: { element: { type: 'web' } }, allow: [lib('contracts')] },
        { from: { element: { type: 'service' } }, allow: [{ to: { element: { type: 'lib' } } }] },
        { from: { element: { type: 'lib' } }, allow: [{ to: { element: { type: 'lib' } } }] },
        { from: { element: { type: 'infra' } }, allow: [{ to: { element: { type: 'lib' } } }, { to: { element: { type: 'service' } } }] },
      ] }],
    },
  },
  { files: ['**/*.spec.ts', '**/test/**', 'libs/testing/**'], rules: { 'boundaries/dependencies': 'off' } },
);
