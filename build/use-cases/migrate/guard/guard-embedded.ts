import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { guardCodes } from './guard-codes.ts';
import { productionVariables } from './production-environment.ts';

/**
 * Whether a command that was given no database may take the embedded one: nowhere that calls itself production, where
 * it would migrate an empty database that no application uses, and report success.
 *
 * @param settings The environment with `.env`.
 * @param urlName The variable that names the application's database (`databaseUrlFrom`).
 */
export function guardEmbedded(
  settings: Readonly<Record<string, string | undefined>>,
  command: string,
  urlName: string,
): Diagnostic[] {
  return productionVariables(settings).map(({ name, value }) => ({
    code: guardCodes.noDatabaseNamed,
    severity: 'error',
    message: `"${command}" was told no database, and ${name} is "${value}", where the embedded one is never taken.`,
    hint: `set MIGRATION_DATABASE_URL or ${urlName} to the PostgreSQL this command is for`,
  }));
}
