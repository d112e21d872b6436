import { type ProjectConfig } from '../../../config/project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { type DiscoveredComponent } from '../../../model/discovered-component.ts';
import { readPrismaConfig } from '../survey/read-prisma-config.ts';
import { readApplicationManifest } from '../survey/read-application-manifest.ts';
import { extractCodes } from './extract-codes.ts';

/**
 * An application's own Prisma would take models that move for models that are deleted: its next `migrate dev` would drop their
 * tables, and its client would lose them. It has to read the composed schema first.
 */
export function checkPrismaReads(
  from: DiscoveredComponent,
  { projectDir, schemaDir, components }: ProjectConfig,
  files: ProjectFiles,
  severity: 'error' | 'warning',
): Diagnostic[] {
  if (from.namedIn === undefined) return [];
  const inPackage = readApplicationManifest(projectDir, files).prisma.schema;
  const configured = readPrismaConfig(projectDir, inPackage, files);
  const hasGenerators = components.some(({ name, generators }) => name === from.name && generators);
  if (configured.isOurs || (configured.schema === schemaDir && hasGenerators)) return [];
  const where = configured.file ?? 'prisma.config.ts (before Prisma 6.4: "prisma" in package.json)';
  const settings = hasGenerators
    ? ''
    : `Write "generators": true beside the name "${from.name}" in ${from.namedIn}. `;
  return [
    {
      code: extractCodes.readsApplication,
      severity,
      component: from.name,
      message: `Prisma reads ${configured.schema ?? from.path} in this application: it would take what moves for deleted, and its next \`migrate dev\` would drop the tables.`,
      hint: `${settings}Let Prisma read the composed schema: schema: "${schemaDir}" in ${where}, after \`tessera compose\`.`,
      location: { file: configured.file ?? from.namedIn, line: 1, column: 1 },
    },
  ];
}
