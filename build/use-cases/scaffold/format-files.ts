import { join } from 'node:path';
import { missingPackageOf } from '../../diagnostics/missing-package.ts';
import { type ScaffoldFile } from './scaffold-component.ts';

/**
 * Formats with the project's own settings, as `npm run format` would. What prettier has no parser for (`.prisma`) stays.
 *
 * @param folder absolute; where the files will be, which decides the settings.
 */
export async function formatFiles(
  folder: string,
  files: readonly ScaffoldFile[],
): Promise<readonly ScaffoldFile[]> {
  const prettier = await import('prettier').catch((error: unknown) => {
    // A project without prettier has no settings for it.
    if (missingPackageOf(error) === undefined) throw error;
    return undefined;
  });
  if (prettier === undefined) return files;
  const { format, getFileInfo, resolveConfig } = prettier;
  return await Promise.all(
    files.map(async ({ path, text }) => {
      const filepath = join(folder, path);
      const { inferredParser } = await getFileInfo(filepath);
      if (inferredParser === null) return { path, text };
      const settings = await resolveConfig(filepath, { editorconfig: true });
      return { path, text: await format(text, { ...settings, filepath }) };
    }),
  );
}
