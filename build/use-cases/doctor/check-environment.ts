import { parseConnectionUrl } from '../../postgres/connection/connection-options.ts';
import { environmentNames } from '../../config/environment-names.ts';
import { loadEnvironment } from '../../config/load-environment.ts';
import { messageOf } from './message-of.ts';
import { type Check, type Finding } from './finding.ts';

/** `.env` can be read and the addresses in it (or in the environment) are addresses. */
export const checkEnvironment: Check = async ({ projectDir, env }) => {
  const { envFile, databaseUrlFrom } = await environmentNames(projectDir);
  /** What the project calls it. */
  const shown = (name: string): string => (name === 'DATABASE_URL' ? databaseUrlFrom : name);
  let settings: Readonly<Record<string, string>>;
  try {
    settings = await loadEnvironment(projectDir, env);
  } catch (error) {
    const message = `${envFile} cannot be read: ${messageOf(error)}`;
    return [{ check: 'environment', status: 'error', message, mend: `chmod u+r ${envFile}` }];
  }
  const inFile = await loadEnvironment(projectDir, {});
  const wrong = ['DATABASE_URL', 'MIGRATION_DATABASE_URL'].flatMap((name): Finding[] => {
    const problem = urlProblem(settings[name], projectDir);
    if (problem === undefined) return [];
    const where = inFile[name] === settings[name] ? envFile : 'the environment';
    return [
      {
        check: 'environment',
        status: 'error',
        message: `${shown(name)} (${where}) is wrong: ${problem}`,
        mend: `set it to postgresql://USER:PASSWORD@HOST:5432/DATABASE, or take it out to use the embedded database`,
      },
    ];
  });
  const shadowed = ['DATABASE_URL', 'PORT'].filter(
    (name) => inFile[name] !== undefined && inFile[name] !== settings[name],
  );
  const notes = shadowed.map((name): Finding => {
    const message = `${shown(name)} of the environment wins over another one in ${envFile}.`;
    return {
      check: 'environment',
      status: 'note',
      message,
      mend: `unset ${shown(name)}, to use the one in ${envFile}`,
    };
  });
  if (wrong.length + notes.length > 0) return [...wrong, ...notes];
  const message =
    settings['DATABASE_URL'] === undefined
      ? `no ${databaseUrlFrom}: the embedded database`
      : `${databaseUrlFrom} is set`;
  return [{ check: 'environment', status: 'ok', message }];
};

/** In words without the URL, which holds a password. */
function urlProblem(url: string | undefined, projectDir: string): string | undefined {
  if (url === undefined) return undefined;
  try {
    parseConnectionUrl(url, projectDir);
    return undefined;
  } catch (error) {
    return messageOf(error).replace('The provided database string is invalid. ', '');
  }
}
