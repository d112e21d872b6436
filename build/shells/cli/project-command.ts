import path from 'node:path';
import { type Command } from 'commander';
import { projectFolder } from '../../config/project-folder.ts';
import { type CommandIo } from './command.ts';

/** A command with the options that every command about a project has. */
export function projectCommand(parent: Command, usage: string, description: string): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false);
}

/** Takes an option that may be given several times. */
export const collect = (text: string, all: readonly string[]): readonly string[] => [...all, text];

/** Absolute; from the root of a component's own repository it is the playground. */
export function projectDirOf({ project }: { readonly project: string }, { cwd }: CommandIo): string {
  return projectFolder(path.resolve(cwd, project));
}
