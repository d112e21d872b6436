import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ownVersion } from '../../../build/files/own-version.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

const moduleFile = `import { Module } from '@nestjs/common';
import padLeft from 'left-pad';
import { type Tenant, tenantOf } from '../tenancy/index.ts';
import { PrismaService } from '@/database';
import { CrmService } from './deals/crm.service.ts';

@Module({ providers: [CrmService] })
export class CrmModule {
  readonly tenant: Tenant = tenantOf(padLeft);

  constructor(readonly prisma: PrismaService, readonly service: CrmService) {}
}
`;
const serviceFile = `import { Injectable } from '@nestjs/common';
import { DealState } from '../../../generated/prisma/client.ts';

@Injectable()
export class CrmService {
  readonly states = Object.values(DealState);
}
`;

let project: TempProject;
beforeEach(() => {
  project = createTempProject({
    'package.json':
      '{ "license": "MIT", "dependencies": { "@nestjs/common": "12.5.1", "left-pad": "~1.3.0" } }',
    'src/components/tenancy/component.json': '{ "version": "1.0.0" }',
    'src/components/tenancy/index.ts':
      'export interface Tenant { id: string }\nexport const tenantOf = (id: unknown): Tenant => ({ id: String(id) });\n',
    'src/components/crm/component.json':
      '{ "version": "1.2.3", "description": "Deals.", "engines": { "tessera": "^0.2.0" }, "requires": { "tenancy": "^1.0.0" } }',
    'src/components/crm/crm.module.ts': moduleFile,
    'src/components/crm/deals/crm.service.ts': serviceFile,
    'src/components/crm/deals/crm.service.test.ts': 'throw new Error();\n',
    'src/components/crm/test/crm.test.ts': 'throw new Error();\n',
    'src/components/crm/prisma/schema.prisma': 'model Deal {\n  id Int @id\n}\n',
    'src/components/crm/prisma/seed.ts': 'export async function seed(): Promise<void> {}\n',
    'src/components/crm/README.md': '# CRM\n',
    'src/components/crm/LICENSE': 'MIT\n',
  });
});
afterEach(() => {
  project.dispose();
});

const pack = (...args: string[]) => tessera(project.dir, ['component', 'pack', ...args]);

function typeErrors(file: string): string[] {
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    skipLibCheck: true,
    strict: true,
    types: [],
  });
  const errors = program.getSemanticDiagnostics(program.getSourceFile(file));
  return errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('tessera component pack', () => {
  it('packs nothing of a component that a link leads out of, however deep', async () => {
    const outside = createTempProject({ 'secret.ts': 'export const secret = 1;\n' });
    symlinkSync(join(outside.dir, 'secret.ts'), join(project.dir, 'src/components/crm/deals/secret.ts'));
    const { exitCode, stderr } = await pack('crm');
    outside.dispose();
    expect(exitCode).toBe(1);
    expect(stderr).toContain('COMPONENT.BAD_LINK');
    expect(stderr).toContain('src/components/crm/deals/secret.ts:1:1');
    expect(project.has('.tessera/packages')).toBe(false);
  });

  it('makes a package that is a component of the same name: code, types, schema, documents', async () => {
    const { exitCode, stdout } = await pack('crm', '--package-name', '@acme/crm', '--json');

    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      component: 'crm',
      package: '@acme/crm',
      version: '1.2.3',
      folder: '.tessera/packages/crm',
      files: [
        'LICENSE',
        'README.md',
        'dist/crm.module.d.ts',
        'dist/crm.module.js',
        'dist/deals/crm.service.d.ts',
        'dist/deals/crm.service.js',
        'dist/prisma/seed.d.ts',
        'dist/prisma/seed.js',
        'package.json',
        'prisma/schema.prisma',
        'prisma/seed.js',
      ],
      notes: ['It imports from component "tenancy": who uses the package needs that component too.'],
      diagnostics: [],
    });
    const out = '.tessera/packages/crm';
    expect(JSON.parse(project.read(`${out}/package.json`))).toEqual({
      name: '@acme/crm',
      version: '1.2.3',
      description: 'Deals.',
      license: 'MIT',
      type: 'module',
      exports: {
        '.': { types: './dist/crm.module.d.ts', default: './dist/crm.module.js' },
        './package.json': './package.json',
      },
      files: ['LICENSE', 'README.md', 'dist', 'prisma'],
      peerDependencies: { '@nestjs/common': '^12.5.1', 'nestjs-tessera': `^${ownVersion()}` },
      dependencies: { 'left-pad': '~1.3.0' },
      tessera: {
        description: 'Deals.',
        engines: { tessera: '^0.2.0' },
        requires: { tenancy: '^1.0.0' },
        module: 'dist/crm.module.js',
      },
    });
    expect(project.read(`${out}/dist/crm.module.js`).match(/^import .*$/gm)).toEqual([
      "import { Module } from '@nestjs/common';",
      "import padLeft from 'left-pad';",
      "import { tenantOf } from 'nestjs-tessera/components/tenancy';",
      "import { PrismaService } from 'nestjs-tessera/database';",
      "import { CrmService } from './deals/crm.service.js';",
    ]);
    expect(project.read(`${out}/dist/crm.module.d.ts`)).toContain("from 'nestjs-tessera/components/tenancy'");
    expect(project.read(`${out}/dist/deals/crm.service.js`)).toContain("from 'nestjs-tessera/client'");
    expect(project.read(`${out}/prisma/seed.js`)).toBe("export { seed } from '../dist/prisma/seed.js';\n");
  });

  it('makes what the project composes and type-checks in place of the folder', async () => {
    await pack('crm', '--out', 'node_modules/tessera-crm');
    project.write(
      'use.ts',
      "import { type CrmModule } from 'tessera-crm';\nexport const wrong = (crm: CrmModule): number => crm.service;\n",
    );
    expect(typeErrors(join(project.dir, 'use.ts'))).toEqual([
      "Type 'CrmService' is not assignable to type 'number'.",
    ]);
    project.remove('src/components/crm');
    project.write('tessera.config.json', '{ "packages": ["tessera-crm"] }');

    expect(await project.run()).toMatchObject({
      ok: true,
      diagnostics: [],
      components: [{ name: 'tenancy' }, { name: 'crm', version: '1.2.3', path: 'node_modules/tessera-crm' }],
    });
    expect(project.read('src/generated/packages.js')).toContain(
      'export { CrmModule } from "../../node_modules/tessera-crm/dist/crm.module.js";',
    );
  });

  it('never writes over a package unasked, and over nothing else at all', async () => {
    await pack('crm');
    project.write('.tessera/packages/crm/README.md', 'mine');
    expect(await pack('crm')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/PACK\.OCCUPIED[^]*exists: nothing was written over it\./),
    });
    expect(project.read('.tessera/packages/crm/README.md')).toBe('mine');
    expect(await pack('crm', '--force')).toMatchObject({ exitCode: 0 });
    expect(project.read('.tessera/packages/crm/README.md')).toBe('# CRM\n');

    project.write('work/notes.txt', 'mine');
    expect(await pack('crm', '--out', 'work', '--force')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('has other things in it than a packed component'),
    });
    expect(project.tree('work')).toEqual({ 'notes.txt': 'mine' });

    // The project itself, with all that a package has, and more.
    project.write('package.json', '{ "tessera": {} }');
    project.write('prisma/migrations/1/migration.sql', '');
    expect(await pack('crm', '--out', '.', '--force')).toMatchObject({ exitCode: 1 });
    expect(await pack('crm', '--out', 'package.json', '--force')).toMatchObject({ exitCode: 1 });
    expect(await pack('crm', '--out', 'src/components/crm/out', '--force')).toMatchObject({ exitCode: 2 });
    expect(project.read('src/components/crm/README.md')).toBe('# CRM\n');
    expect(project.read('package.json')).toBe('{ "tessera": {} }');
  });

  it('says what is left when the folder is written and npm cannot pack it', async () => {
    const args = ['component', 'pack', 'crm', '--tgz'];
    const { exitCode, stdout } = await tessera(project.dir, [...args, '--json'], { PATH: '/nowhere' });

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      folder: '.tessera/packages/crm',
      left: [expect.stringMatching(/^Run `npm pack` in /)],
      diagnostics: [{ code: 'PACK.NPM_FAILED' }],
    });
    expect(JSON.parse(stdout)).not.toHaveProperty('tarball');
    expect(project.has('.tessera/packages/crm/package.json')).toBe(true);
  });

  it.each(['file:../left-pad', 'link:../left-pad', 'workspace:^', 'portal:../pad', '../left-pad'])(
    'refuses an import of a package that the project has from "%s"',
    async (range) => {
      project.write(
        'package.json',
        `{ "dependencies": { "@nestjs/common": "12.5.1",\n  "left-pad": "${range}" } }`,
      );
      const { exitCode, stdout } = await pack('crm', '--json');
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        diagnostics: [
          {
            code: 'PACK.LOCAL_DEPENDENCY',
            message: expect.stringContaining(`imports "left-pad", which this project has from "${range}"`),
            location: { file: 'package.json', line: 2, column: 15 },
          },
        ],
      });
      expect(project.tree('.')).not.toHaveProperty('.tessera/packages/crm/package.json');
    },
  );

  it('refuses what no package can reach, and components with errors', async () => {
    project.write('src/components/crm/index.ts', "export { secret } from '@/platform/logging/secret.ts';\n");
    expect(await pack('crm')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(
        'src/components/crm/index.ts imports "@/platform/logging/secret.ts", which no package can reach.',
      ),
    });
    const { stdout, exitCode } = await pack('crm', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      component: 'crm',
      diagnostics: [
        {
          code: 'PACK.UNREACHABLE_IMPORT',
          severity: 'error',
          component: 'crm',
          message: expect.stringContaining('which no package can reach'),
          hint: expect.stringContaining('Move what is imported'),
          location: { file: 'src/components/crm/index.ts', line: 1, column: 25, length: 28 },
        },
      ],
    });
    project.write('src/components/crm/prisma/schema.prisma', 'model Deal {\n  id Nonsense @id\n}\n');
    expect(await pack('crm')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('SCHEMA.INVALID'),
    });
    expect(await pack('crn')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('"crm"?') });
    expect(await pack('tenancy', '--package-name', 'Not A Name')).toMatchObject({ exitCode: 2 });
    expect(() => project.tree('.tessera/packages')).toThrow('ENOENT');
  });
});
