import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { compareText } from '../../../diagnostics/sort-diagnostics.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { type AttributedMigration } from './attribute-history.ts';

/**
 * Migrations that were made on two branches after the same one: each record says which migration came before it, and the
 * merged folder says otherwise.
 */
export function findMeetings(migrations: readonly AttributedMigration[]): Diagnostic[] {
  return migrations.flatMap((one, at): Diagnostic[] => {
    const { record, id, file } = one.migration;
    const before = migrations[at - 1];
    if (!record || record.after === (before?.migration.id ?? null)) return [];
    const location = { file, line: 1, column: 1 };
    const from = migrations.findIndex(({ migration }) => migration.id === record.after);
    if (record.after !== null && (from === -1 || from > at)) {
      return [
        {
          code: migrateCodes.gone,
          severity: 'error',
          message: `Migration "${record.after}" is ${from === -1 ? 'gone' : 'out of order'}: "${id}" was made after it.`,
          hint: 'Bring its folder back under its old name: a database that has it calls the history changed. If it was applied nowhere, run `tessera migrate record --join`.',
          location,
        },
      ];
    }
    const others = migrations.slice(from + 1, at);
    const shared = others.filter((other) => ownersOf(other).some((owner) => ownersOf(one).includes(owner)));
    const after = record.after === null ? 'both were the first' : `both were made after "${record.after}"`;
    return [
      {
        code: migrateCodes.branchesMeet,
        severity: 'error',
        message: `Migrations of two branches meet: ${others.map(describe).join(', ')} and ${describe(one)}; ${after}.`,
        hint:
          shared.length === 0
            ? 'They change different components: their order does not matter. Run `tessera migrate record --join` and commit.'
            : `Both change ${ownersOf(one)
                .filter((owner) => shared.some((other) => ownersOf(other).includes(owner)))
                .join(
                  ', ',
                )}. If this check finds no drift, the order is fine: run \`tessera migrate record --join\`. Else remove the folder of the one that was applied nowhere but on your machine, and make it again: \`npx prisma migrate dev\`.`,
        location,
        related: others.map(({ migration }) => ({
          file: migration.file,
          line: 1,
          column: 1,
          message: `"${migration.id}" came from the other branch`,
        })),
      },
    ];
  });
}

function describe(one: AttributedMigration): string {
  const owners = ownersOf(one);
  return `"${one.migration.id}" (${owners.length === 0 ? 'nobody' : owners.join(', ')})`;
}

function ownersOf({ statements }: AttributedMigration): string[] {
  return [...new Set(statements.flatMap(({ owner }) => (owner ? [owner.component] : [])))].sort(compareText);
}
