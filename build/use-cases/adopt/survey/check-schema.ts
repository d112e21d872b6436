import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { nameLocation, positionIn, type ScannedSource } from '../../../model/scanned-source.ts';
import { adoptCodes } from '../adopt-codes.ts';

/** What Prisma 7 or this platform refuses in a schema that was fine before. */
export function checkSchema(sources: readonly ScannedSource[], schema: string): Diagnostic[] {
  const models = sources.flatMap(({ declared }) =>
    declared.filter(({ kind }) => kind === 'model' || kind === 'view'),
  );
  if (models.length === 0) {
    return [
      {
        code: adoptCodes.noModels,
        severity: 'error',
        message: `The schema in "${schema}" has no model.`,
        hint: 'Begin with a new component instead (`tessera component new`), or name the schema that has them: --schema.',
        location: { file: sources[0]?.file ?? schema, line: 1, column: 1 },
      },
    ];
  }
  return sources.flatMap((source) => keysOfViews(source));
}

function keysOfViews(source: ScannedSource): Diagnostic[] {
  return source.declared
    .filter(({ block }) => block.kind === 'view')
    .flatMap(({ block, attributes, fields }) => {
      const keys = [
        ...attributes.filter(({ name }) => name === 'id').map(({ offset }) => offset),
        ...fields.flatMap((field) =>
          field.attributes.filter(({ name }) => name === 'id').map(({ offset }) => offset),
        ),
      ];
      return keys.map((offset): Diagnostic => ({
        code: adoptCodes.viewKey,
        severity: 'error',
        message: `View "${block.name}" has an @id or @@id, which Prisma 7 refuses: views have no primary keys.`,
        hint: 'Write @unique or @@unique in its place; the client and the database stay as they are.',
        location: { file: source.file, ...positionIn(source, offset) },
        related: [{ component: 'app', message: `view "${block.name}"`, ...nameLocation(source, block) }],
      }));
    });
}
