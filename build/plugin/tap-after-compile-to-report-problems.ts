import { type Compiler } from 'webpack';
import { formatDiagnostics } from '../report/format-diagnostics.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { type Discovery } from './discovery-run.ts';
import { pluginName } from './plugin-name.ts';

/** Hands the diagnostics of the last run to webpack, and keeps a bundle made of stale parts from being emitted. */
export function tapAfterCompileToReportProblems(compiler: Compiler, discovery: Discovery): void {
  const toError = (diagnostic: Diagnostic) => {
    const { projectDir } = discovery;
    const color = wantsColor(process.stdout, process.env);
    const text = formatDiagnostics([diagnostic], { projectDir, color });
    const error = new compiler.webpack.WebpackError(text.trim());
    error.name = diagnostic.code;
    error.hideStack = true;
    const at = diagnostic.location;
    if (at) error.file = `${at.file}:${at.line}:${at.column}`;
    return error;
  };
  compiler.hooks.afterCompile.tap(pluginName, (compilation) => {
    if (compilation.compiler !== compiler) return;
    const found = discovery.diagnostics();
    const errors = found.filter(({ severity }) => severity === 'error').map(toError);
    // What webpack says about modules that could not be composed is a consequence, not another problem.
    if (errors.length > 0) compilation.errors = errors;
    compilation.warnings.push(...found.filter(({ severity }) => severity === 'warning').map(toError));
  });
  compiler.hooks.shouldEmit.tap(pluginName, () => (discovery.failed() ? false : undefined));
  // webpack counts its hot updates from the last recorded build. One with problems reaches nobody: the next update
  // has to lead on from the build before it.
  compiler.hooks.thisCompilation.tap(pluginName, (compilation) => {
    compilation.hooks.shouldRecord.tap(pluginName, () => (discovery.failed() ? false : undefined));
  });
}
