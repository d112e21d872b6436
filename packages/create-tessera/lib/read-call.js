import { parseArgs } from 'node:util';

/** @typedef {'npm' | 'pnpm' | 'yarn'} PackageManager */

/**
 * @typedef {object} Call
 * @property {string | undefined} name as it was given: a folder, relative to the current one
 * @property {boolean} component a repository of one component, in place of a project
 * @property {string | undefined} from a folder with a component, in place of the example
 * @property {string | undefined} tessera a version of nestjs-tessera, or a tarball of it
 * @property {PackageManager} packageManager
 * @property {boolean} install
 * @property {boolean} help
 */

/** What is wrong with the call, in one sentence and with what to do. */
export class CallError extends Error {
  /** @override */
  name = 'CallError';
}

const managers = /** @type {const} */ (['npm', 'pnpm', 'yarn']);

export const usage = `Usage: create-tessera NAME [options]

  NAME                        the folder to make; its last part is the project's name
  --component                 a repository of one component that is to be published, in place of a project
  --from-folder DIR           put the component in DIR into the project, in place of the example
  --tessera VERSION|TARBALL   the nestjs-tessera to use (default: the version this program is of)
  --package-manager NAME      npm, pnpm or yarn (default: the one that started this program)
  --no-install                write the files only
  --help                      this text
`;

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Call}
 * @throws {CallError}
 */
export function readCall(args, env) {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) {
    throw new CallError(`One name at a time: ${positionals.join(', ')}. See create-tessera --help.`);
  }
  if (values.component && values['from-folder'] !== undefined) {
    throw new CallError('--from-folder is for a project, and --component makes none: take one of them.');
  }
  const asked = values['package-manager'];
  const manager = managers.find((one) => one === (asked ?? startedBy(env)));
  if (manager === undefined) {
    throw new CallError(`The package manager "${String(asked)}" is not one of ${managers.join(', ')}.`);
  }
  return {
    name: positionals[0],
    component: values.component,
    from: values['from-folder'],
    tessera: values.tessera,
    packageManager: manager,
    install: !values['no-install'],
    help: values.help,
  };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        component: { type: 'boolean', default: false },
        'from-folder': { type: 'string' },
        tessera: { type: 'string' },
        'package-manager': { type: 'string' },
        'no-install': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CallError(`${message.split('. ')[0] ?? message}. See create-tessera --help.`);
  }
}

/**
 * npm, pnpm and yarn say who they are to what they start.
 * @param {NodeJS.ProcessEnv} env
 */
function startedBy(env) {
  const name = /^(\w+)\//.exec(env['npm_config_user_agent'] ?? '')?.[1];
  return managers.find((one) => one === name) ?? 'npm';
}
