import { z } from 'zod';
import { type ProjectFiles } from '../../../files/project-files.ts';

const packageJson = z.object({
  name: z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
  dependencies: z.record(z.string(), z.string()).catch({}),
  devDependencies: z.record(z.string(), z.string()).catch({}),
  prisma: z.object({ schema: z.string().optional().catch(undefined) }).catch({}),
});

/** What an application's package.json says of its versions and of Prisma. */
export function readApplicationManifest(
  projectDir: string,
  files: ProjectFiles,
): z.infer<typeof packageJson> {
  const bytes = files.read(`${projectDir}/package.json`);
  try {
    return packageJson.parse(JSON.parse(new TextDecoder('utf-8').decode(bytes)));
  } catch {
    // What npm cannot read either is for npm to report; here it only tells of versions.
    return packageJson.parse({ dependencies: {}, devDependencies: {}, prisma: {} });
  }
}
