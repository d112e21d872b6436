import webpack, { type Configuration, type Stats } from 'webpack';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { plainText } from '../../diagnostics/plain-text.ts';
import { buildCodes } from './build-codes.ts';
import { BuildSetupError, loadWebpackConfig } from './load-webpack-config.ts';
import { diagnosticOf } from './tap-after-compile-to-report-problems.ts';

export interface BuiltProject {
  /** Absolute. */
  readonly outputDir: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** Bundles a project for production with its own webpack.config.js. With an error nothing is written. */
export async function buildProject(projectDir: string): Promise<Outcome<BuiltProject>> {
  let config: Configuration;
  try {
    config = await loadWebpackConfig(projectDir, 'production');
  } catch (error) {
    if (!(error instanceof BuildSetupError)) throw error;
    return environmentFault([{ code: buildCodes.setup, severity: 'error', message: error.message }]);
  }
  const stats = await runOnce(config);
  const { errors, warnings } = stats.compilation;
  if (errors.length > 0) return refused([...errors, ...warnings].map(toDiagnostic));
  const { assets = [], outputPath = '' } = stats.toJson({ all: false, assets: true, outputPath: true });
  const files = assets.map(({ name, size }) => ({ name, bytes: size }));
  return done({ outputDir: outputPath, files }, warnings.map(toWarning));
}

async function runOnce(config: Configuration): Promise<Stats> {
  const compiler = webpack(config);
  try {
    return await new Promise<Stats>((resolve, reject) => {
      compiler.run((error, stats) => {
        if (error) reject(error);
        else if (stats) resolve(stats);
      });
    });
  } finally {
    await new Promise((resolve) => {
      compiler.close(resolve);
    });
  }
}

/** What another plugin of the project reports has no code of ours. */
function toDiagnostic(error: Error): Diagnostic {
  return (
    diagnosticOf(error) ?? {
      code: buildCodes.moduleFailed,
      severity: 'error',
      message: plainText(error.message),
    }
  );
}

function toWarning(error: Error): Diagnostic {
  return { ...toDiagnostic(error), severity: 'warning' };
}
