import { dirname, join, relative } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { diskFiles } from '../../files/disk-files.ts';

/** Of the program of `tessera dev`, below the project. */
const folder = '.tessera/entry';

/**
 * Writes the program of `tessera dev`: a shell that stays, around an application that is exchanged.
 *
 * @param appModule absolute path of the module that exports `AppModule`
 * @returns absolute path of the entry
 */
export function writeHotEntry(projectDir: string, appModule: string): string {
  const entry = join(projectDir, folder, 'main.hot.js');
  const home = dirname(entry);
  const module = relative(home, appModule).replaceAll('\\', '/');
  diskFiles.makeFolder(home);
  for (const [name, text] of Object.entries({
    'main.hot.js': shellText,
    'application.js': application(module),
  })) {
    writeWhenOther(join(home, name), text);
  }
  return entry;
}

/** A file that is written again is one that changed, for those who watch it. */
function writeWhenOther(file: string, text: string): void {
  const present = diskFiles.read(file);
  if (present === undefined || new TextDecoder().decode(present) !== text) writeFileAtomic.sync(file, text);
}

const shellText = `// Written by "tessera dev": do not edit.
import 'reflect-metadata';
import { loadDotEnv, serveHot } from 'nestjs-tessera/hot';

loadDotEnv();
// What is imported above stays for the life of the process; what application.js imports is exchanged.
import.meta.webpackHot.accept('./application.js', () => undefined);
await serveHot(import.meta.webpackHot, () => import('./application.js'));
`;

/**
 * Everything that is exchanged hangs below this module. Imported this way, a component that waits at its top level makes no
 * module above this one an asynchronous one: that would change the shell, and a shell that changes is a full restart.
 */
function application(module: string): string {
  return `// Written by "tessera dev": do not edit.
export async function loadApplication() {
  const [{ AppModule }, { openHotApplication }] = await Promise.all([
    import(${JSON.stringify(module)}),
    import('nestjs-tessera/platform'),
  ]);
  return () => openHotApplication(AppModule);
}
`;
}
