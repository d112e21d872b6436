// Starts the application's bundle, and tells the dev host when it cannot even be loaded: a package that is not there or
// that throws. Node by itself would print the loader's stack and end.
import { pathToFileURL } from 'node:url';
import { collectWhenIdle } from '../../incremental/collect-when-idle.js';

const [, , script = ''] = process.argv;
process.argv = [process.execPath, script];
collectWhenIdle();
try {
  await import(pathToFileURL(script).href);
} catch (error) {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  process.exitCode = 1;
  if (process.send) process.send({ kind: 'failed', failure: { message, stack } }, () => process.exit());
  else throw error;
}
