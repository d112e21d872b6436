import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent } from '../../../model/discovered-component.ts';
import { type DescribedDifference } from '../../migrate/replay/find-drift.ts';
import { adoptCodes } from '../adopt-codes.ts';
import { type DatabaseDifference } from './compare-databases.ts';
import { type DeclarableLine, lineFor } from './declarable-lines.ts';

/** What to do where the schema and the migrations differ: declare it, or drop it by a migration of one's own. */
export function schemaHint(
  { name, lacks }: DescribedDifference,
  lines: readonly DeclarableLine[],
  components: readonly DiscoveredComponent[],
): string {
  const dropped = lacks.flatMap((one) => /^drop index (.+)$/.exec(one)?.[1] ?? []);
  const declared = dropped.flatMap((index) => {
    const found = lineFor(lines, index);
    return found ? [`${found.line} in ${found.model} (${fileOf(found.model, components)})`] : [];
  });
  const isRelationTable = name.startsWith('_') && lacks.some((one) => one.includes(`${name}_AB_pkey`));
  if (isRelationTable) {
    const unique = dropped.map((index) => `DROP INDEX "${index}"; `).join('');
    return `Prisma 6 and later give the table of an implicit relation a primary key in place of its unique index. No row is lost: put it into a migration, apply it with the step to Prisma 6 or later, and adopt again: ${unique}ALTER TABLE "${name}" ADD CONSTRAINT "${name}_AB_pkey" PRIMARY KEY ("A", "B");`;
  }
  if (dropped.length > 0) {
    const drops = dropped.map((index) => `DROP INDEX "${index}";`).join(' ');
    const choice = declared.length > 0 ? `Declare it: ${declared.join('; ')}.` : 'No schema can declare it.';
    return `${choice} Or drop it, in a migration of your own: ${drops} As it is, the next \`prisma migrate dev\` would drop it without being asked.`;
  }
  return 'Declare in the schema what the migrations made, or write the migration that follows the schema (`npx prisma migrate dev --create-only`), read it, and adopt again.';
}

/** One object that a database has and the migrations do not make, or the other way round. */
export function describeDatabaseDifference(
  { kind, name, expected, found }: DatabaseDifference,
  where: string,
): Diagnostic {
  const sql = (text: string | null | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim();
  const about = { code: adoptCodes.databaseDiffers, severity: 'error' as const };
  if (!found) {
    const make = sql(expected?.create);
    return {
      ...about,
      message: `The migrations make ${kind} ${name}, and the database in ${where} does not have it.`,
      hint: `${make === '' ? 'Make it there by hand' : `Make it there: ${make}`} Or drop it in the project: a migration with ${sql(expected?.drop) || 'the statement that removes it'}`,
    };
  }
  if (!expected) {
    return {
      ...about,
      message: `The database in ${where} has ${kind} ${name}, and no migration makes it.`,
      hint: `Declare it: a migration with ${sql(found.create) || `what makes ${kind} ${name}`} that is marked as applied there. Or drop it there: ${sql(found.drop) || 'by hand'}`,
    };
  }
  return {
    ...about,
    message: `The ${kind} ${name} is "${sql(found.definition)}" in the database in ${where}, and "${sql(expected.definition)}" after the migrations.`,
    hint: 'Take the difference over into a migration that is marked as applied there, or change the database; nothing is marked until they agree.',
  };
}

function fileOf(model: string, components: readonly DiscoveredComponent[]): string {
  for (const { schemas } of components) {
    const source = schemas.find(({ blocks }) => blocks.some(({ name }) => name === model));
    if (source) return source.file;
  }
  return 'the schema';
}
