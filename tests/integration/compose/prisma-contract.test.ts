import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import wasm from '@prisma/prisma-schema-wasm';
import fc from 'fast-check';
import { loadPrismaLint } from '../../../build/pipeline/validate/prisma-lint.ts';
import { schemaText } from '../../support/schema-text.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const root = join(import.meta.dirname, '../../..');
let project: TempProject;
beforeEach(() => {
  project = createTempProject();
});
afterEach(() => {
  project.dispose();
});

/** The official command line on the composed folder. */
async function prismaValidate(): Promise<string> {
  const cli = join(root, 'node_modules/prisma/build/index.js');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, 'validate', '--schema', 'prisma/schema'],
    {
      cwd: project.dir,
      // The command wants an engine it will not start; any executable is one.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    },
  );
  return stdout;
}

describe('the official command line takes what we compose', () => {
  it('no component at all', async () => {
    expect(await project.run()).toMatchObject({ ok: true });
    expect(await prismaValidate()).toContain('valid');
  });

  it('hundreds of models in several PostgreSQL schemas, with views, tabs, comments and plain components', async () => {
    for (let component = 0; component < 30; component++) {
      const schema = component % 3 === 0 ? `\n\t@@schema("s${component % 4}")` : '';
      const models = Array.from({ length: 12 }, (_, index) => {
        const name = `M${component}x${index}`;
        return [
          `/* model Ghost { */\r\nenum ${name}State {\r\n\tA // }\r\n\tB @map("b-b")${schema}\r\n}`,
          `/// "docs" {\nmodel ${name} {\n\tid\t\tString @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid`,
          `\tstate\t${name}State @default(A)\n\ttags String[] @default(["{", "}"])\n\tmeta Json @default("{\\"a\\": 1}")`,
          `\tspot Unsupported("point")?\n\tupId String? @db.Uuid`,
          `\tup ${name}? @relation("tree", fields: [upId], references: [id], onDelete: SetNull, map: "fk_${name}")`,
          `\tkids ${name}[] @relation("tree")\n\n\t@@index([tags], type: Gin)\n\t@@index([state], where: raw("state = 'A'"))`,
          `\t@@map("${name.toLowerCase()}s")${schema}\n}`,
          `view ${name}View {\n\tid String @unique @db.Uuid\n\ttotal Decimal? @db.Decimal(12, 2)${schema}\n}`,
        ].join('\n');
      });
      project.write(`src/components/c${component}/prisma/schema.prisma`, `\uFEFF${models.join('\n\n')}`);
    }
    const report = await project.run();
    expect(report.diagnostics).toEqual([]);
    expect(
      report.components.flatMap(({ schemas }) => schemas.flatMap((source) => source.blocks)),
    ).toHaveLength(30 * 12 * 3);
    expect(project.read('prisma/schema/main.prisma')).toContain(
      'schemas  = ["public", "s0", "s1", "s2", "s3"]',
    );
    expect(await prismaValidate()).toContain('valid');
  });
});

describe('our check and the one behind prisma validate', () => {
  const datasource = 'datasource db {\n  provider = "postgresql"\n}\n';

  function isValid(text: string): boolean {
    try {
      wasm.validate(
        JSON.stringify({
          prismaSchema: [
            ['main.prisma', datasource],
            ['c.prisma', text],
          ],
          noColor: true,
        }),
      );
      return true;
    } catch {
      return false;
    }
  }

  it('agree on good and on damaged schemas', async () => {
    const lint = await loadPrismaLint();
    const damage = fc.tuple(
      fc.nat(2_000),
      fc.nat(6),
      fc.constantFrom('', '}', '"', '@', 'Nothing', '\n', '/*', '{'),
    );
    let refused = 0;
    fc.assert(
      fc.property(schemaText(), fc.option(damage), (good, change) => {
        const [at, length, put] = change ?? [0, 0, ''];
        const from = at % good.length;
        const text = good.slice(0, from) + put + good.slice(from + length);
        const findings = lint([
          ['main.prisma', datasource],
          ['c.prisma', text],
        ]);
        const isClean = findings.every(({ isWarning }) => isWarning);
        refused += Number(!isClean);
        expect(isClean).toBe(isValid(text));
      }),
      { numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(0);
  });

  it('whatever an author saves, the run ends with a report, and its places are in the author’s file', async () => {
    const file = 'src/components/crm/prisma/schema.prisma';
    const damage = fc.tuple(
      fc.nat(2_000),
      fc.nat(30),
      fc.constantFrom('', '}', '"', '@@schema("x")', 'view V {', '\0'),
    );
    await fc.assert(
      fc.asyncProperty(schemaText(), damage, async (good, [at, length, put]) => {
        const from = at % good.length;
        const text = good.slice(0, from) + put + good.slice(from + length);
        project.write(file, text);
        const { diagnostics } = await project.run({ check: true });
        for (const { location } of diagnostics) {
          expect(location?.file).toBe(file);
          const line = text.split('\n')[(location?.line ?? 0) - 1];
          expect(line).toBeDefined();
          expect(location?.column).toBeLessThanOrEqual((line ?? '').length + 1);
        }
      }),
      { numRuns: 100 },
    );
  });
});
