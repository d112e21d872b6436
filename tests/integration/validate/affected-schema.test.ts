import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type OutputPlan } from '../../../build/pipeline/compose/output-plan.ts';
import { sortDiagnostics } from '../../../build/diagnostics/sort-diagnostics.ts';
import { createCache } from '../../../build/incremental/derive.ts';
import { createSecondCore, noSecondCore } from '../../../build/incremental/second-core.ts';
import { independentParts } from '../../../build/pipeline/validate/independent-parts.ts';
import { loadPrismaLint, type PrismaLint } from '../../../build/pipeline/validate/prisma-lint.ts';
import { validatePlan } from '../../../build/pipeline/validate/validate-plan.ts';
import { createValidation } from '../../../build/pipeline/validate/validation.ts';
import { planOf } from '../../support/plan-of.ts';
import { componentsOf } from '../../support/compose-texts.ts';

let lint: PrismaLint;
beforeAll(async () => {
  lint = await loadPrismaLint();
});

type Schemas = Readonly<Record<string, string>>;

function plan(schemas: Schemas): OutputPlan {
  return planOf(componentsOf(schemas));
}

/** What a component's schema may say in turn; some of it breaks what another component says. */
const variants: Readonly<Record<string, readonly string[]>> = {
  base: [
    'model User {\n  id Int @id\n  kind Kind @default(A)\n}\nenum Kind {\n  A\n  B\n}',
    'model User {\n  id Int @id\n  key String @unique\n}\nenum Kind {\n  B\n}',
    'model User {\n  id String @id\n}\nenum Kind {\n  A\n}',
    'model User {\n  a Int\n  b Int\n  @@id([a, b])\n}\nenum Kind {\n  A\n  B @map("b")\n}',
    'enum User {\n  A\n}\nenum Kind {\n  A\n}',
    'model Person {\n  id Int @id\n}',
    '',
  ],
  crm: [
    'model Deal {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}',
    'model Deal {\n  id Int @id\n  users User[]\n}',
    'model Deal {\n  id Int @id\n  userId Int @unique\n  user User @relation("own", fields: [userId], references: [id], onDelete: SetNull)\n}',
    'model Deal {\n  id Int @id\n  kind Kind @default(A)\n  @@index([kind])\n}\nmodel Note {\n  id Int @id\n}',
    'model Deal {\n  id Int\n}',
  ],
  pay: [
    'model Bill {\n  id Int @id\n  dealId Int\n  deal Deal @relation(fields: [dealId], references: [id])\n  kinds Kind[]\n}',
    'model Bill {\n  id Int @id\n  dealId Int\n  deal Deal @relation("x", fields: [dealId], references: [id])\n  self Bill? @relation("s", fields: [selfId], references: [id])\n  selfId Int? @unique\n  of Bill? @relation("s")\n}',
    'model Bill {\n  id Int @id\n  userId Int?\n  user User? @relation(fields: [userId], references: [id])\n  dealId Int\n  deal Deal @relation(fields: [dealId],\n    references: [id]) // two lines\n\n  @@map("bills")\n}',
    'model Bill {\n  id Int @id @default("x")\n}',
  ],
  zoo: [
    'model Animal {\n  id Int @id\n  k Kind?\n}',
    'model Animal {\n  id Int @id\n}\nview Seen {\n  id Int @unique\n}',
  ],
};

describe('the judgement of a changed schema', () => {
  it('is that of the whole after any changes', async () => {
    const step = fc
      .constantFrom(...Object.keys(variants))
      .chain((name) => fc.record({ name: fc.constant(name), at: fc.nat((variants[name]?.length ?? 1) - 1) }));
    const verdicts = { sound: 0, unsound: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        const cache = createCache();
        const schemas = Object.fromEntries(
          Object.entries(variants).map(([name, [first = '']]) => [name, first]),
        );
        for (const { name, at } of [{ name: 'base', at: 0 }, ...steps]) {
          schemas[name] = variants[name]?.[at] ?? '';
          // Prisma says the same things in another order each time.
          const whole = sortDiagnostics(validatePlan(plan(schemas), lint));
          expect(
            sortDiagnostics(await createValidation({ cache, core: noSecondCore }).finish(plan(schemas))),
          ).toEqual(whole);
          verdicts[whole.length === 0 ? 'sound' : 'unsound'] += 1;
        }
      }),
      { numRuns: 60 },
    );
    expect(Math.min(verdicts.sound, verdicts.unsound)).toBeGreaterThan(20);
  });

  it('is that of the whole when it is judged in parts', () => {
    const verdicts = { sound: 0, unsound: 0 };
    const choice = fc.record(
      Object.fromEntries(
        Object.entries(variants).map(([name, texts]) => [name, fc.constantFrom('', ...texts)]),
      ),
    );
    fc.assert(
      fc.property(choice, fc.integer({ min: 1, max: 3 }), (schemas, size) => {
        const whole = plan(schemas);
        const parts = independentParts(whole, size);
        if (!parts) return;
        const names = parts.flatMap((files) => files.slice(1).map(([path]) => path));
        const main = whole.schemaFiles.find(({ path }) => path.endsWith('/main.prisma'));
        expect([...names, main?.path].sort()).toEqual(whole.schemaFiles.map(({ path }) => path).sort());
        const isSound = parts.every((files) => lint(files).length === 0);
        expect(isSound).toBe(validatePlan(whole, lint).length === 0);
        verdicts[isSound ? 'sound' : 'unsound'] += 1;
      }),
      { numRuns: 150 },
    );
    expect(Math.min(verdicts.sound, verdicts.unsound)).toBeGreaterThan(10);
  });

  it('is that of the whole when two cores judge the parts', async () => {
    const model = (at: number, type = 'String') => `model M${at} {\n  id Int @id\n  a ${type}\n}`;
    const schemas = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`c${at}`, model(at)]));
    const wrong = { c0: model(0, 'Nothing'), c399: model(399, 'Nothing') };
    for (const [early, late, count] of [
      [{}, {}, 0],
      [wrong, wrong, 2],
      // What was begun with is not what it came to.
      [wrong, {}, 0],
      [{}, wrong, 2],
    ] as const) {
      const whole = plan({ ...schemas, ...late });
      const core = createSecondCore();
      const validation = createValidation({ cache: createCache(), core });
      validation.prepare(() => 400);
      validation.begin(plan({ ...schemas, ...early }));
      validation.begin(whole);
      const found = await validation.finish(whole);
      core.close();
      expect(found).toHaveLength(count);
      expect(sortDiagnostics(found)).toEqual(sortDiagnostics(validatePlan(whole, lint)));
    }
  });

  it('asks about what a change can reach, not about everybody who relates to the same model', async () => {
    const asked: string[][] = [];
    const counted: PrismaLint = (files) => {
      asked.push(files.map(([path]) => path));
      return lint(files);
    };
    const tools = { cache: createCache(), core: noSecondCore };
    const validate = (whole: OutputPlan) =>
      createValidation(tools, () => Promise.resolve(counted)).finish(whole);
    const user = 'model User {\n  id Int @id\n}';
    const related = (name: string, field = '') =>
      `model ${name} {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n${field}}`;
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`n${at}`, related(`Note${at}x`)]));
    await validate(plan({ base: user, ...many }));
    expect(await validate(plan({ base: user, ...many, n7: related('Note7x', '  more String\n') }))).toEqual(
      [],
    );
    expect(asked.map((paths) => paths.length)).toEqual([32, 3]);
    expect(asked[1]?.map((path) => path.split('/').at(-1))).toEqual([
      'main.prisma',
      'base.prisma',
      'n7.prisma',
    ]);
  });
});
