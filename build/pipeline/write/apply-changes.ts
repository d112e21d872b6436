import { type ProjectConfig } from '../../config/project-config.ts';
import { type WritableFiles } from '../../files/project-files.ts';
import { type Changes } from './compare-with-disk.ts';
import { type IsLoadable, orderChanges, type SchemaChange } from '../../files/order-changes.ts';
import { recoverFolder, replaceFolder, temporaryFolderName } from '../../files/replace-folder.ts';

/**
 * Brings the disk to the plan. All new texts are on disk under other names before the first one takes its place, and
 * the schema folder is one Prisma can load after every step. When anything fails, what is there stays.
 *
 * @param done called for each file that is in place, or gone
 */
export function applyChanges(
  changes: Changes,
  config: ProjectConfig,
  files: WritableFiles,
  isLoadable: IsLoadable,
  done: (change: SchemaChange) => void = () => undefined,
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
  // A disk that has no place for the lock has none for the schema it belongs to.
  const place = stage(others, config.projectDir, files);
  try {
    applySchema();
  } catch (error) {
    place.giveUp();
    throw error;
  }
  place.finish(done);

  function applySchema(): void {
    if (order) {
      stage(order, config.projectDir, files).finish(done);
      return;
    }
    if (schema.length === 0) return;
    const relative = schema.map((change) => ({
      ...change,
      path: change.path.slice(config.schemaDir.length + 1),
    }));
    replaceFolder(folder, relative, files);
    schema.forEach(done);
  }
}

/** Texts that are on disk under other names. */
interface Staged {
  /** Puts them in place, in order. */
  readonly finish: (done: (change: SchemaChange) => void) => void;
  readonly giveUp: () => void;
}

function stage(changes: readonly SchemaChange[], root: string, files: WritableFiles): Staged {
  const temporaries: string[] = [];
  const giveUp = (): void => {
    for (const temporary of temporaries) files.remove(temporary);
  };
  try {
    for (const { path, text } of changes) {
      if (text === undefined) continue;
      const temporary = temporaryFolderName(`${root}/${path}`);
      files.makeFolder(temporary.slice(0, temporary.lastIndexOf('/')));
      temporaries.push(temporary);
      files.writeNew(temporary, text);
    }
  } catch (error) {
    giveUp();
    throw error;
  }
  const finish: Staged['finish'] = (done) => {
    try {
      for (const change of changes) {
        const file = `${root}/${change.path}`;
        if (change.text === undefined) files.remove(file);
        else files.rename(temporaryFolderName(file), file);
        done(change);
      }
    } catch (error) {
      giveUp();
      throw error;
    }
  };
  return { finish, giveUp };
}

/** Texts a killed run wrote and did not put in place. */
function removeLeftovers(folder: string, files: WritableFiles): void {
  for (const { path } of files.find(folder, ['.*.prisma.tmp', '.components.ts.tmp', '.packages.*.tmp']))
    files.remove(path);
}
