import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { diskFiles } from '../../../build/files/disk-files.ts';
import { createCache } from '../../../build/incremental/derive.ts';
import { noSecondCore } from '../../../build/incremental/second-core.ts';
import { type OutputPlan } from '../../../build/pipeline/compose/output-plan.ts';
import { type PipelineReport } from '../../../build/pipeline/pipeline.ts';
import { rememberedSchema } from '../../../build/pipeline/remembered-schema.ts';
import { loadPrismaLint } from '../../../build/pipeline/validate/prisma-lint.ts';
import { createValidation } from '../../../build/pipeline/validate/validation.ts';
import { componentsOf } from '../../support/compose-texts.ts';
import { filesFailingWith } from '../../support/failing-files.ts';
import { planOf } from '../../support/plan-of.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const schema = 'src/components/crm/prisma/schema.prisma';
const model = (fields = '') => `model Deal {\n  id Int @id\n${fields}}\n`;
const setNull = `model Deal {
  id Int @id
  ownerId Int
  owner Owner @relation(fields: [ownerId], references: [id], onDelete: SetNull)
}
model Owner {
  id Int @id
  deals Deal[]
}
`;
let project: TempProject;
beforeEach(() => {
  project = createTempProject({ [schema]: model() });
});
afterEach(() => {
  project.dispose();
});

const found = ({ diagnostics }: PipelineReport) => diagnostics;
const memory = () => join(project.dir, '.tessera/sound-schema');

/** Validates as a new process does, and says whether Prisma's validator was loaded. */
async function validate(plan: OutputPlan): Promise<{ isLoaded: boolean; problems: number }> {
  let isLoaded = false;
  const load = () => {
    isLoaded = true;
    return loadPrismaLint();
  };
  const tools = { cache: createCache(), core: noSecondCore };
  const sound = rememberedSchema(project.dir, diskFiles);
  const problems = (await createValidation(tools, load, sound).finish(plan)).length;
  return { isLoaded, problems };
}

describe('a schema in which nothing was found', () => {
  it('needs no validator in the next process; any other one does', async () => {
    const plan = planOf(componentsOf({ crm: model() }));
    expect(await validate(plan)).toEqual({ isLoaded: true, problems: 0 });
    rememberedSchema(project.dir, diskFiles).remember(plan.schemaFiles);
    expect(await validate(plan)).toEqual({ isLoaded: false, problems: 0 });
    for (const [text, problems] of [
      [model('  name String\n'), 0],
      [model('  name Strin\n'), 1],
      [`${model()}// a comment\n`, 0],
    ] as const) {
      expect(await validate(planOf(componentsOf({ crm: text })))).toEqual({ isLoaded: true, problems });
    }
  });

  it('is remembered by a run that wrote it and by one that had nothing to write, but not by a check', async () => {
    await project.run({ check: true });
    expect(existsSync(memory())).toBe(false);
    expect(await project.run()).toMatchObject({ ok: true });
    const first = readFileSync(memory(), 'utf8');
    expect(readFileSync(join(project.dir, '.tessera/.gitignore'), 'utf8')).toBe('*\n');
    project.write(schema, model('  name String\n'));
    expect(await project.run()).toMatchObject({ ok: true });
    expect(readFileSync(memory(), 'utf8')).not.toBe(first);
  });

  it('hides nothing: a mistake is found after it, and a warning every time', async () => {
    await project.run();
    project.write(schema, model('  name Strin\n'));
    expect(await project.run()).toMatchObject({ ok: false });
    project.write(schema, setNull);
    const warned = found(await project.run());
    expect(warned).toMatchObject([{ severity: 'warning' }]);
    expect(found(await project.run())).toEqual(warned);
  });

  it('is validated again when it cannot be remembered', async () => {
    expect(await project.run()).toMatchObject({ ok: true });
    project.remove('.tessera');
    const files = filesFailingWith('ENOSPC', (_, path) => path.includes('sound-schema'));
    expect(await project.run({ files })).toMatchObject({ ok: true });
    expect(existsSync(memory())).toBe(false);
  });
});
