import { type ProjectConfig } from '../config/project-config.ts';
import { type WritableFiles } from '../files/project-files.ts';
import { type Changes } from './compare-with-disk.ts';
import { type IsLoadable, orderChanges, type SchemaChange } from './order-changes.ts';
import { recoverFolder, replaceFolder, temporaryName } from './replace-folder.ts';

/**
 * Brings the disk to the plan. All new texts are on disk under other names before the first one takes its place, and
 * the schema folder is one Prisma can load after every step. When anything fails, what is there stays.
 */
export function applyChanges(
  changes: Changes,
  config: ProjectConfig,
  files: WritableFiles,
  isLoadable: IsLoadable,
): void {
  const folder = `${config.projectDir}/${config.schemaDir}`;
  recoverFolder(folder, files);
  removeLeftovers(folder, files);
  removeLeftovers(`${config.projectDir}/${config.generatedDir}`, files);

  for (const { path } of files.find(config.projectDir, ['.components.lock.json.tmp'])) files.remove(path);

  const isSchema = ({ path }: SchemaChange) => path.startsWith(`${config.schemaDir}/`);
  const all: SchemaChange[] = [...changes.write, ...changes.remove.map((path) => ({ path }))];
  const schema = all.filter(isSchema);
  const others = all.filter((change) => !isSchema(change));
  const order = changes.current.size === 0 ? undefined : orderChanges(changes.current, schema, isLoadable);
  if (order) {
    applyInOrder(order, config.projectDir, files);
  } else if (schema.length > 0) {
    const relative = schema.map((change) => ({
      ...change,
      path: change.path.slice(config.schemaDir.length + 1),
    }));
    replaceFolder(folder, relative, files);
  }
  applyInOrder(others, config.projectDir, files);
}

function applyInOrder(changes: readonly SchemaChange[], root: string, files: WritableFiles): void {
  const temporaries: string[] = [];
  try {
    for (const { path, text } of changes) {
      if (text === undefined) continue;
      const temporary = temporaryName(`${root}/${path}`);
      files.makeFolder(temporary.slice(0, temporary.lastIndexOf('/')));
      temporaries.push(temporary);
      files.writeNew(temporary, text);
    }
    for (const { path, text } of changes) {
      if (text === undefined) files.remove(`${root}/${path}`);
      else files.rename(temporaryName(`${root}/${path}`), `${root}/${path}`);
    }
  } catch (error) {
    for (const temporary of temporaries) files.remove(temporary);
    throw error;
  }
}

/** Texts a killed run wrote and did not put in place. */
function removeLeftovers(folder: string, files: WritableFiles): void {
  for (const { path } of files.find(folder, ['.*.prisma.tmp', '.components.ts.tmp', '.packages.*.tmp']))
    files.remove(path);
}
