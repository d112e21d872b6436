import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Import direction and cycles are checked by dependency-cruiser, see .dependency-cruiser.cjs. */
export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'dist',
      'coverage',
      '.tessera',
      'src/generated',
      'tests/fixtures',
      'bench/results',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/ban-ts-comment': 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only (docs: CONTRIBUTING.md).' },
      ],
    },
  },
  {
    // Node can run it when it has taken the types away (docs/adr/0001).
    files: ['build/**/*.ts', 'contract/**/*.ts'],
    rules: {
      '@typescript-eslint/parameter-properties': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only (docs: CONTRIBUTING.md).' },
        { selector: 'TSEnumDeclaration', message: 'No enums in build/ (docs/adr/0001).' },
        {
          selector: 'TSModuleDeclaration[declare!=true]',
          message: 'No namespaces in build/ (docs/adr/0001).',
        },
        { selector: 'TSImportEqualsDeclaration', message: 'No "import =" in build/ (docs/adr/0001).' },
        {
          selector: "MemberExpression[property.name='escapeIdentifier']",
          message: 'Names in SQL are quoted in one place: build/postgres/names/quote-identifier.ts.',
        },
      ],
    },
  },
  {
    // Files a tool demands a default export of.
    files: ['**/*.config.{js,ts}', 'tests/setup/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // A comment names who does what by the name of its type (CONTRIBUTING.md).
    files: ['build/**', 'contract/**', 'src/**'],
    rules: {
      'no-warning-comments': [
        'error',
        {
          terms: [
            'nobody',
            'somebody',
            'anybody',
            'everybody',
            'someone',
            'anyone',
            'everyone',
            'whoever',
            'whomever',
          ],
          location: 'anywhere',
        },
      ],
    },
  },
  { files: ['bench/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.js', '**/*.cjs', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', module: 'readonly' },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  prettier,
);
