import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/**
 * Files of build/ outside build/files/ that use the disk themselves, by reason. A new one takes what it needs from
 * build/files/, or is entered here with its reason.
 * @type {{ reason: string, files: string[] }[]}
 */
const diskAccess = JSON.parse(readFileSync(new URL('build/disk-access.json', import.meta.url), 'utf8'));

const namedExports = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only (docs: CONTRIBUTING.md).',
};

const connecting = {
  selector:
    'NewExpression:matches([callee.name=/^(Client|Pool)$/], [callee.property.name=/^(Client|Pool)$/])',
  message:
    'Connect by build/postgres/connection/with-session.ts or open-session.ts, which read a URL as Prisma does.',
};

/** What a file of build/ may not say. */
const buildSyntax = [
  { selector: 'TSEnumDeclaration', message: 'No enums in build/ (docs/adr/0001).' },
  { selector: 'TSModuleDeclaration[declare!=true]', message: 'No namespaces in build/ (docs/adr/0001).' },
  { selector: 'TSImportEqualsDeclaration', message: 'No "import =" in build/ (docs/adr/0001).' },
  {
    selector: "MemberExpression[property.name='escapeIdentifier']",
    message: 'Names in SQL are quoted in one place: build/postgres/names/quote-identifier.ts.',
  },
  connecting,
  { selector: 'TSExportAssignment', message: 'No "export =" in build/ (docs/adr/0001).' },
  { selector: 'TSTypeAssertion', message: 'No "<type>value" in build/ (docs/adr/0001).' },
  {
    selector: ':matches(NewExpression, CallExpression)[callee.name="Error"]',
    message:
      'Report a diagnostic, or throw an error class with a name; InternalError for a bug (CONTRIBUTING.md).',
  },
  {
    selector:
      ':matches(ImportExpression[source.value=/^(node:)?fs(\\u002F|$)/], CallExpression[callee.name="require"][arguments.0.value=/^(node:)?fs(\\u002F|$)/])',
    message: 'Import node:fs at the top of the file.',
  },
];

/** Import direction and cycles are checked by dependency-cruiser, see .dependency-cruiser.cjs. */
export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'dist',
      'coverage',
      '.tessera',
      'release',
      'src/generated',
      'tests/fixtures',
      'packages/create-tessera/template',
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
      'no-restricted-syntax': ['error', namedExports],
    },
  },
  {
    // Files a tool demands a default export of.
    files: ['**/*.config.{js,ts}', 'tests/setup/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Node can run it when it has taken the types away (docs/adr/0001): the rules of TypeScript's erasableSyntaxOnly.
    files: ['build/**', 'contract/**'],
    rules: {
      '@typescript-eslint/parameter-properties': 'error',
      'no-restricted-syntax': ['error', namedExports, ...buildSyntax],
    },
  },
  {
    files: ['build/postgres/**'],
    rules: {
      'no-restricted-syntax': ['error', namedExports, ...buildSyntax.filter((one) => one !== connecting)],
    },
  },
  {
    files: ['build/**/*.config.ts'],
    rules: { 'no-restricted-syntax': ['error', ...buildSyntax] },
  },
  {
    files: ['build/**'],
    ignores: ['build/files/**', ...diskAccess.flatMap(({ files }) => files)],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['fs', 'fs/promises', 'node:fs', 'node:fs/promises'].map((name) => ({
            name,
            message:
              'Take it from build/files/, or enter the file in build/disk-access.json with its reason.',
          })),
        },
      ],
    },
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
  {
    // The platform runs on one HTTP adapter, an application that adopts components may run on another (docs/adr/0127).
    files: ['src/components/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(express|fastify|@fastify/.*|@nestjs/platform-(express|fastify))(/.*)?$',
              message:
                'A component does not see the HTTP adapter: take HttpReply and HttpRequest from @/platform (docs/authors/http.md).',
            },
          ],
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
