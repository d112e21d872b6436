import { dropMigratedTemplate } from './migrated-template.ts';
import { takeForTeardown } from './test-run.ts';

/** After the last test: nothing is left, neither on our server, which goes, nor on one that was lent to us. */
// eslint-disable-next-line no-restricted-syntax -- Jest loads the default export
export default async function globalTeardown(): Promise<void> {
  const run = takeForTeardown();
  if (run === undefined) return;
  await dropMigratedTemplate(run.server.url, run.template);
  await run.server.stop();
}
