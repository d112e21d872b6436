import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { posix, relative, sep } from 'node:path';
import { type Compiler } from 'webpack';
import { type PipelineReport } from '../../pipeline/pipeline-report.ts';
import { type Composed, composedChannel } from '../webpack/composed-channel.ts';
import { type BuildResult } from './build-result.ts';

type Observed = Pick<BuildResult, 'since' | 'files' | 'composeMs' | 'composed'>;

export interface BuildObservation {
  /** What is known of the build that runs or has just ended. */
  readonly seen: () => Observed;
  /** Whether the watcher told of a path, relative, at the last beginning of the build: it may begin more than once. */
  readonly isFresh: (path: string) => boolean;
  /** Whether a file, absolute, is code of a component of which the pipeline knows no more than that it is there. */
  readonly isInComponent: (file: string) => boolean;
  /** The build that has just ended is told. */
  readonly told: () => void;
  readonly stop: () => void;
}

/** The pipeline reads which class such a file exports. */
const modulePath = /\.module\.[^/.]+$/;

function isComposed(message: unknown): message is Composed {
  return typeof message === 'object' && message !== null && 'compiler' in message && 'report' in message;
}

/** A folder changes with every file in it: only what changed in it is of interest. */
function withoutFolders(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`))).sort();
}

/** Folders of the components that only one of two runs of the pipeline knows. */
function difference(before: PipelineReport | undefined, after: PipelineReport | undefined): string[] {
  if (before === undefined || after === undefined) return [];
  const old = new Set(before.components.map(({ path }) => path));
  const now = new Set(after.components.map(({ path }) => path));
  return [...[...old].filter((path) => !now.has(path)), ...[...now].filter((path) => !old.has(path))];
}

/**
 * Schemas of the authors' that the pipeline has read anew although the watcher has not told of them: saved after it
 * was asked. It will tell of them in the build that follows.
 */
function unseenSchemas(report: PipelineReport | undefined, seen: readonly string[]): string[] {
  const composed = new Set(report?.changed.map((path) => posix.basename(path, '.prisma')));
  return (report?.components ?? [])
    .filter(({ name }) => composed.has(name))
    .flatMap(({ path, schemas }) => {
      const files = schemas.map(({ file }) => file);
      return [path, ...files].some((one) => seen.includes(one)) ? [] : files;
    });
}

/** Taps a compiler to know when and why it builds. */
export function observeBuilds(compiler: Compiler): BuildObservation {
  const toPath = (file: string): string => relative(compiler.context, file).split(sep).join('/');
  let firstChange: number | undefined;
  let since = performance.now();
  let files: string[] = [];
  let fresh: ReadonlySet<string> = new Set();
  /** Of the last build: what the pipeline told before the watcher did. */
  let foreseen: ReadonlySet<string> = new Set();
  /** Of builds that became invalid before they were told: the next one has their changes, and says so. */
  let untold: string[] = [];
  let composing = since;
  let composeMs = 0;
  let composed: PipelineReport | undefined;
  let generated = '';
  const isGenerated = (path: string): boolean => generated !== '' && path.startsWith(`${generated}/`);
  compiler.hooks.invalid.tap('Observe', () => {
    firstChange ??= performance.now();
  });
  compiler.hooks.watchRun.tap({ name: 'Observe', stage: -1000 }, () => {
    composing = performance.now();
    since = firstChange ?? composing;
    firstChange = undefined;
    const touched = [...(compiler.modifiedFiles ?? []), ...(compiler.removedFiles ?? [])];
    fresh = new Set(touched.map(toPath).filter((path) => !foreseen.has(path)));
    foreseen = new Set();
    files = withoutFolders([...new Set([...untold, ...fresh])]).filter((path) => !isGenerated(path));
    untold = files;
  });
  compiler.hooks.watchRun.tap({ name: 'Observe', stage: 1000 }, () => {
    composeMs = performance.now() - composing;
  });
  const onComposed = (message: unknown): void => {
    if (!isComposed(message) || message.compiler !== compiler) return;
    const moved = difference(composed, message.report);
    foreseen = new Set(composed && unseenSchemas(message.report, files));
    composed = message.report;
    // A folder that came or went is told by the folder it is in.
    if (moved.length + foreseen.size > 0) files = withoutFolders([...files, ...moved, ...foreseen]);
    if (message.generatedDir !== undefined) generated = toPath(message.generatedDir);
  };
  subscribe(composedChannel.name, onComposed);
  return {
    isInComponent(file) {
      const path = toPath(file);
      return (
        !modulePath.test(path) && composed?.components.some((one) => path.startsWith(`${one.path}/`)) === true
      );
    },
    seen: () => ({ since, files, composeMs, composed }),
    isFresh: (path) => fresh.has(path),
    told: () => {
      untold = [];
    },
    stop: () => {
      unsubscribe(composedChannel.name, onComposed);
    },
  };
}
