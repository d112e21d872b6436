import path from 'node:path';
import { contractProject } from '../../../../use-cases/migrate/contract/contract-project.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { presentStep } from './present-step.ts';

/** The flags of `tessera migrate contract`. */
export interface ContractOptions extends CommonOptions {
  readonly dryRun: boolean;
}

/** Carries out `tessera migrate contract`. */
export async function runMigrateContract(
  id: string | undefined,
  { project, json, dryRun }: ContractOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, project);
  const outcome = await contractProject({ projectDir, id, dryRun, env: io.env });
  return await presentStep('contract', outcome, { projectDir, json }, io);
}
