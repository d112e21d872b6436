import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

/** Names a shell, HTML, DOT and mermaid all have something to say about. */
const odd = 'We"ird <b> & \\x';
const relation = (name: string) =>
  `model ${name} {\n  id Int @id\n  by User @relation(fields: [id], references: [id])\n}\n`;
const manifest = (requires: Record<string, string>) => JSON.stringify({ requires });

let project: TempProject;
beforeAll(() => {
  project = createTempProject({
    'src/components/users/component.json': '{ "version": "1.2.0" }',
    'src/components/users/prisma/schema.prisma': 'model User {\n  id Int @id\n}\n',
    'src/components/users/index.ts': 'export const users = 1;\n',
    'src/components/crm/component.json': '{ "version": "2.0.0", "requires": { "users": "^1.0.0" } }',
    'src/components/crm/prisma/schema.prisma': relation('Customer'),
    'src/components/crm/crm.ts': "import { users } from '../users/index.ts';\nexport const crm = users;\n",
    'src/components/billing/component.json': manifest({ crm: '^1.0.0', payments: '^3.1.0' }),
    'src/components/notes/prisma/schema.prisma': relation('Note'),
    'src/components/ring-a/component.json': manifest({ 'ring-b': '*' }),
    'src/components/ring-b/component.json': manifest({ 'ring-a': '*', crm: '*' }),
    [`src/components/${odd}/component.json`]: manifest({ crm: '*' }),
  });
});
afterAll(() => {
  project.dispose();
});

const run = (...args: string[]) => tessera(project.dir, ['graph', ...args]);

describe('tessera graph', () => {
  it('draws a project with all sorts of problems, and says on stderr what they are', async () => {
    const before = project.tree('.');
    const { exitCode, stdout, stderr } = await run();
    expect(stdout).toBe(
      [
        'We"ird <b> & \\x 0.0.0',
        '└── crm 2.0.0',
        '    └── users 1.2.0 (Customer.by, 1 import)',
        'billing 0.0.0',
        '├── crm 2.0.0 (requires ^1.0.0), see above',
        '└── payments (missing)',
        'notes 0.0.0',
        '└── users 1.2.0 (not required, Note.by)',
        'ring-a 0.0.0',
        '└── ring-b 0.0.0 (in a circle)',
        '    ├── crm 2.0.0, see above',
        '    └── ring-a 0.0.0 (in a circle), see above',
        '',
      ].join('\n'),
    );
    expect(exitCode).toBe(1);
    for (const code of [
      'MISSING_DEPENDENCY',
      'VERSION_MISMATCH',
      'DEPENDENCY_CYCLE',
      'UNDECLARED_DEPENDENCY',
    ])
      expect(stderr).toContain(`error COMPONENT.${code}: `);
    expect(project.tree('.')).toEqual(before);
  });

  it('prints one object with --json: components, requirements with what uses them, problems', async () => {
    const { exitCode, stdout, stderr } = await run('--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      components: [
        { name: odd, version: '0.0.0', state: 'enabled' },
        { name: 'billing' },
        { name: 'crm', version: '2.0.0' },
        { name: 'notes' },
        { name: 'payments', version: null, state: 'missing' },
        { name: 'ring-a' },
        { name: 'ring-b' },
        { name: 'users' },
      ],
      requirements: [
        { from: odd, to: 'crm', range: '*', problem: null, uses: [] },
        { from: 'billing', to: 'crm', range: '^1.0.0', problem: 'version' },
        { from: 'billing', to: 'payments', range: '^3.1.0', problem: 'missing' },
        {
          from: 'crm',
          to: 'users',
          problem: null,
          uses: [
            {
              kind: 'field',
              model: 'Customer',
              field: 'by',
              refersTo: { kind: 'model', name: 'User' },
              location: { file: 'src/components/crm/prisma/schema.prisma', line: 3, column: 6 },
            },
            {
              kind: 'import',
              imports: 'index.ts',
              location: { file: 'src/components/crm/crm.ts', line: 1, column: 24 },
            },
          ],
        },
        { from: 'notes', to: 'users', range: null, problem: 'undeclared' },
        { from: 'ring-a', to: 'ring-b', problem: 'circle' },
        { from: 'ring-b', to: 'crm', problem: null },
        { from: 'ring-b', to: 'ring-a', problem: 'circle' },
      ],
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ code: 'COMPONENT.MISSING_DEPENDENCY' }),
      ]),
    });
  });

  it('escapes names in --mermaid, --dot and --svg', async () => {
    const mermaid = await run('--mermaid');
    expect(mermaid.stdout).toContain('["We#34;ird #60;b#62; #38; #92;x<br/>0.0.0"]\n');
    expect(mermaid.stdout).toContain('  c_crm -->|"Customer.by<br/>1 import"| c_users\n');
    expect(mermaid.stdout).toContain('  c_payments["payments<br/>missing"]:::missing\n');

    const dot = await run('--dot');
    expect(dot.stdout).toContain('  "We\\"ird <b> & \\\\x" [label="We\\"ird <b> &amp; \\\\x\\n0.0.0",');
    expect(dot.stdout).toContain('  "crm" -> "users" [label="Customer.by\\n1 import"]\n');

    const svg = await run('--svg');
    expect(svg).toMatchObject({ exitCode: 1 });
    expect(svg.stdout).toMatch(/^<\?xml [^]*<\/svg>\s*$/);
    expect(svg.stdout).toContain('>We&quot;ird &lt;b&gt; &amp; \\x</text>');
    expect(svg.stdout).toContain('>Customer.by</text>');
  });

  it('refuses two formats at once, and a project that is not there', async () => {
    expect(await run('--dot', '--svg')).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await run('--project', 'nowhere')).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('has something to say about a project without components', async () => {
    const empty = createTempProject();
    const graph = (...args: string[]) => tessera(empty.dir, ['graph', ...args]);
    expect(await graph()).toEqual({ exitCode: 0, stdout: 'no components\n', stderr: '' });
    expect((await graph('--mermaid')).stdout).toBe('flowchart TD\n');
    expect((await graph('--svg')).stdout).toContain('</svg>');
    expect(JSON.parse((await graph('--json')).stdout)).toEqual({
      ok: true,
      components: [],
      requirements: [],
      diagnostics: [],
    });
    empty.dispose();
  });
});
