import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { openOfflineEngine } from '../../../../build/prisma-engine/engine-host.ts';
import { orderSchemaFiles } from '../../../../build/prisma-engine/order-schema-files.ts';

const relation = 'zoo Zoo @relation(fields: [id], references: [id])';
const files = [
  { path: '/p/agents.prisma', content: `model Agent {\n  id Int @id\n  ${relation}\n}\n` },
  { path: '/p/main.prisma', content: 'datasource db {\n  provider = "postgresql"\n}\n' },
  { path: '/p/zoo.prisma', content: 'model Zoo {\n  id Int @id\n  agent Agent?\n}\n' },
];
const to = { tag: 'schemaDatamodel' as const, files };
const mounted = ['zoo', 'agents'];
const Schema = z.object({
  tag: z.literal('schemaDatamodel'),
  files: z.array(z.object({ path: z.string(), content: z.string() })),
});
const Diff = z.object({ to: Schema });

describe('orderSchemaFiles', () => {
  it('puts the files of every schema in the order of the components, other files first', () => {
    const expected = { files: [files[1], files[2], files[0]] };
    expect(orderSchemaFiles({ from: { tag: 'empty' }, to, exitCode: true }, mounted)).toEqual({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', ...expected },
      exitCode: true,
    });
    expect(orderSchemaFiles({ schema: { files }, from: to }, mounted)).toEqual({
      schema: expected,
      from: { tag: 'schemaDatamodel', ...expected },
    });
  });

  it.each([
    ['without an order', { to }, []],
    ['for parameters without files', { from: { tag: 'empty' }, migrationName: 'x' }, mounted],
    ['for no parameters', undefined, mounted],
  ])('changes nothing %s', (_what, input, order) => {
    expect(orderSchemaFiles(input, order)).toEqual(input);
  });

  it('makes the engine create what is required first, whatever the names', async () => {
    const engine = await openOfflineEngine({
      datamodels: [],
      log: () => undefined,
      disableAdvisoryLock: false,
    });
    const tables = async (order: readonly string[]) => {
      const { stdout } = await engine.diff({
        from: { tag: 'empty' },
        ...Diff.parse(orderSchemaFiles({ to }, order)),
        script: true,
        exitCode: false,
        filters: { externalTables: [], externalEnums: [] },
      });
      return stdout?.match(/(?<=CREATE TABLE ")\w+/g);
    };
    try {
      expect(await tables([])).toEqual(['Agent', 'Zoo']);
      expect(await tables(mounted)).toEqual(['Zoo', 'Agent']);
    } finally {
      engine.free();
    }
  });
});
