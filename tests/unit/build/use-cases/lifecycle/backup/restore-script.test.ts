import { expect, it } from '@jest/globals';
import { restoreScript } from '../../../../../../build/use-cases/lifecycle/backup/restore-script.ts';

it('is not written without the tables when their SQL cannot be taken apart', async () => {
  const schema = 'CREATE TABLE "A" ("at" TEXT DEFAULT now();\nCREATE TABLE "B" ();';
  await expect(restoreScript('a', schema, [], [], [])).rejects.toThrow('syntax error');
});
