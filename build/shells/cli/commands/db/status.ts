import { type ProjectDatabase } from '../../../../use-cases/database/show-status.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';
import { presentValue } from './present-value.ts';

export const registerDbStatus: RegisterCommand = (db, io, exit) => {
  const description = 'say whether it runs, where, and who uses it';
  projectCommand(db, 'status', description).action(async (options: CommonOptions) => {
    const { showStatus } = await import('../../../../use-cases/database/show-status.ts');
    const outcome = await showStatus(projectDirOf(options, io), io.env);
    exit(await presentValue(outcome, options, io, describe));
  });
};

function describe(found: ProjectDatabase): string[] {
  if (found.external)
    return [`${found.variable ?? ''} is set: the project uses that database, nothing embedded`];
  if (!found.running) return ['not running'];
  if (found.phase !== 'ready') return [found.phase];
  const users = found.holders.map(({ pid, purpose }) => `  ${purpose} (process ${pid})`);
  return [
    `PostgreSQL ${found.version ?? ''} runs on 127.0.0.1:${found.port ?? ''} (process ${found.serverPid ?? ''})`,
    `data: ${found.dataDir ?? ''}`,
    ...(found.pinned ? ['started with "tessera db start"'] : []),
    ...(users.length > 0 ? ['used by:', ...users] : ['used by nobody now']),
  ];
}
