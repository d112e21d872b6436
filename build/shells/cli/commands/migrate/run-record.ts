import path from 'node:path';
import { type Outcome } from '../../../../diagnostics/outcome.ts';
import { writeRecords } from '../../../../use-cases/migrate/ownership/write-records.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { present } from '../../present.ts';

/** The flags of `tessera migrate record`. */
export interface RecordOptions extends CommonOptions {
  readonly component: readonly string[];
  readonly join: boolean;
}

/** Carries out `tessera migrate record`. */
export async function runMigrateRecord(
  again: readonly string[],
  { project, json, component, join }: RecordOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, project);
  const outcome = await writeRecords({ projectDir, again, madeFor: component, join });
  const fields = (recorded: readonly string[] = []): object => ({ recorded });
  return await present(outcome, { projectDir, json, fields, lines: describe }, io);
}

function describe(outcome: Outcome<readonly string[]>): string[] {
  if (outcome.kind !== 'done' && outcome.kind !== 'partly') return ['nothing was written'];
  const written = outcome.value.map((file) => `wrote ${file}`);
  return written.length === 0 ? ['every migration has its record'] : written;
}
