import { type ProjectConfig } from '../../config/project-config.ts';
import { type ProjectFiles } from '../../files/project-files.ts';

/** Folder names of the committed migrations, oldest first. */
export function discoverMigrations(config: ProjectConfig, files: ProjectFiles): string[] {
  const found = files.find(`${config.projectDir}/${config.migrationsDir}`, ['*/migration.sql']);
  return found.map(({ name }) => name.slice(0, name.indexOf('/'))).sort();
}
