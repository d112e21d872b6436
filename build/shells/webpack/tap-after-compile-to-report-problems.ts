import { type Compiler } from 'webpack';
import { formatDiagnostics } from '../report/format-diagnostics.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { wantsColor } from '../../diagnostics/wants-color.ts';
import { buildCodes } from './build-codes.ts';
import { explainBuildError } from './explain-build-error.ts';
import { type DiscoveryRun } from './discovery-run.ts';
import { pluginName } from './plugin-name.ts';

const told = new WeakMap<Error, Diagnostic>();

/** What an error of a compilation is as data; undefined when it is of another plugin. */
export function diagnosticOf(error: Error): Diagnostic | undefined {
  return told.get(error);
}

/** What the errors of a compilation are as data; undefined when one of them is of another plugin. */
export function diagnosticsOfErrors(errors: readonly Error[]): readonly Diagnostic[] | undefined {
  const diagnostics = errors.flatMap((error) => told.get(error) ?? []);
  return diagnostics.length === errors.length ? diagnostics : undefined;
}

/** Hands the diagnostics of the last run to webpack, and keeps a bundle made of stale parts from being emitted. */
export function tapAfterCompileToReportProblems(compiler: Compiler, discovery: DiscoveryRun): void {
  const toError = (diagnostic: Diagnostic) => {
    const { projectDir } = discovery;
    const color = wantsColor(process.stdout, process.env);
    const text = formatDiagnostics([diagnostic], { projectDir, color });
    const error = new compiler.webpack.WebpackError(text.trim());
    error.name = diagnostic.code;
    error.hideStack = true;
    const at = diagnostic.location;
    if (at) error.file = `${at.file}:${at.line}:${at.column}`;
    told.set(error, diagnostic);
    return error;
  };
  const explain = (error: Error, severity: Diagnostic['severity']): Error => {
    const { WebpackError } = compiler.webpack;
    if (told.has(error) || !(error instanceof WebpackError)) return error;
    return toError(explainBuildError(error, severity, discovery.projectDir));
  };
  compiler.hooks.afterCompile.tap(pluginName, (compilation) => {
    if (compilation.compiler !== compiler) return;
    const found = discovery.diagnostics();
    const errors = found.filter(({ severity }) => severity === 'error').map(toError);
    const seen = compilation.errors.map((error) => explain(error, 'error'));
    const places = new Set(found.map(({ location }) => location?.file));
    // What webpack says about modules that could not be composed is a consequence, not another problem; a file that
    // cannot be read is one.
    compilation.errors =
      errors.length === 0
        ? seen
        : [...errors, ...seen.filter((error) => isSyntaxElsewhere(told.get(error), places))];
    compilation.warnings = [
      ...compilation.warnings.map((warning) => explain(warning, 'warning')),
      ...found.filter(({ severity }) => severity === 'warning').map(toError),
    ];
  });
  compiler.hooks.shouldEmit.tap(pluginName, () => (discovery.failed() ? false : undefined));
  // webpack counts its hot updates from the last recorded build. A build with problems is never served: the next update
  // has to lead on from the build before it.
  compiler.hooks.thisCompilation.tap(pluginName, (compilation) => {
    compilation.hooks.shouldRecord.tap(pluginName, () => (discovery.failed() ? false : undefined));
  });
}

function isSyntaxElsewhere(
  diagnostic: Diagnostic | undefined,
  places: ReadonlySet<string | undefined>,
): boolean {
  return diagnostic?.code === buildCodes.syntax && !places.has(diagnostic.location?.file);
}
