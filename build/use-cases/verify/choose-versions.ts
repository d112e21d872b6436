import semver from 'semver';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { runNpm } from '../../programs/run-npm.ts';
import { verifyCodes } from './verify-codes.ts';

/** A platform to try a component with. */
export interface Platform {
  /** As people read it: `0.2.0`, or the name of a tarball. */
  readonly label: string;
  /** As npm installs it. */
  readonly spec: string;
}

export interface VersionQuestion {
  readonly component: string;
  /** `engines.tessera` of the component. */
  readonly range: string | undefined;
  /** Versions and tarballs (absolute) that the caller names; they are tried, and no registry is asked. */
  readonly asked: readonly string[];
  /** What the project itself installs, as its package.json says. */
  readonly installed: string | undefined;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The lowest and the newest platform that a component says it works with, one of them when they are the same.
 *
 * @returns or why there is none to try
 */
export async function choosePlatforms(question: VersionQuestion): Promise<readonly Platform[] | Diagnostic> {
  const { component, range, asked, installed = '', cwd, env } = question;
  if (asked.length > 0) return asked.map(platformOf);
  if (range === undefined) {
    return {
      code: verifyCodes.noEngine,
      severity: 'error',
      component,
      message: `Component "${component}" does not say which versions of the platform it works with.`,
      hint: 'Add "engines": { "tessera": "^0.2.0" } to what it says of itself.',
    };
  }
  // A project that has its platform from a file is ahead of every registry.
  if (/^file:/.test(installed)) return [platformOf(installed.slice('file:'.length))];
  const { ok, stdout, output } = await runNpm(['view', 'nestjs-tessera', 'versions', '--json'], cwd, env);
  const versions = ok ? versionsOf(stdout) : [];
  const fitting = semver.sort(versions.filter((one) => semver.satisfies(one, range)));
  const ends = [...new Set([fitting[0], fitting.at(-1)])].flatMap((one) => one ?? []);
  if (ends.length > 0) return ends.map(platformOf);
  return {
    code: verifyCodes.noVersion,
    severity: 'error',
    component,
    message: ok
      ? `The registry has no nestjs-tessera that fits "${range}".`
      : `The registry did not say which versions of nestjs-tessera there are: ${firstLine(output)}`,
    hint: 'Name what to try: --tessera 0.2.0, or --tessera with the path of a tarball.',
  };
}

function platformOf(spec: string): Platform {
  const isTarball = /\.t(ar\.)?gz$/.test(spec);
  return isTarball ? { label: spec.replace(/^.*[\\/]/, ''), spec: `file:${spec}` } : { label: spec, spec };
}

/** npm answers with a text when there is one. */
function versionsOf(json: string): string[] {
  const value: unknown = JSON.parse(json);
  return [value].flat().filter((one) => typeof one === 'string');
}

function firstLine(output: string): string {
  return output.trim().split('\n')[0] ?? '';
}
