import { type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { extensionOf } from '../missing-extension.ts';
import { type Refusal } from './refusal.ts';

const byHand =
  'in a migration written by hand before it (`npx prisma migrate dev --create-only`, and put the SQL in)';

export const inTwoMigrations =
  'Do it in two migrations: take one of the two changes out of the schema, run `npx prisma migrate dev`, put it back, and run it again.';

/** How the author gets there all the same, by what PostgreSQL says. */
export function wayOut({ code, words }: Refusal, { kind }: SqlStatement): string {
  switch (code) {
    case '42704': // undefined object: a type, an operator class
    case '42883': {
      // undefined function
      const extension = extensionOf(words);
      return extension === undefined
        ? `Make it first, ${byHand}, or use one that is there.`
        : `Create the extension first, ${byHand}: CREATE EXTENSION IF NOT EXISTS "${extension}";`;
    }
    case '2BP01': // dependent objects still exist
      return kind === 'DropStmt'
        ? `${inTwoMigrations} What no schema has (a view, a function) drop ${byHand}, and make it again in one after it.`
        : dropWhatReads;
    case '0A000': // feature not supported: a view or a rule on a column whose type changes
      return /\bextension\b/i.test(words)
        ? 'Install the extension on the server, or do without it.'
        : dropWhatReads;
    case '55P04': // a value of an enum that is not committed yet
      return 'Add the value in one migration and use it in the next: take the use out of the schema, run `npx prisma migrate dev`, put it back, and run it again.';
    case '42P07':
    case '42710':
      return 'A migration written by hand made one of this name: give yours another one (`map`, `@@map`), or drop that one first.';
    default:
      return 'Change the schema; or write the migration by hand: `npx prisma migrate dev --create-only`, correct the SQL, and test it with `tessera migrate check`.';
  }
}

const dropWhatReads = `Drop what stands in the way first, ${byHand}, and make it again in one after it.`;
