// A process of the application before there is a bundle to run: it loads what the bundle is going to import, and waits
// for the word. Started by standby-process.ts with the paths of the bundle and of a file of imports.
import { pathToFileURL } from 'node:url';

/** @type {Promise<{ env: Record<string, string> }>} */
const told = new Promise((resolve) => {
  process.once('message', resolve);
});
// parent-watch.js lets go of it.
process.channel?.ref();
const [, , script = '', preload = ''] = process.argv;
// What is missing here the application misses, too, and says so.
import(pathToFileURL(preload).href).catch(() => undefined);

const { env } = await told;
process.channel?.unref();
Object.assign(process.env, env);
process.argv = [process.execPath, '', script];
await import('./launch.js');
