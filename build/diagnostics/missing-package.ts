import { types } from 'node:util';
import { type Diagnostic } from './diagnostic.ts';

/** The name of the package that an import of ours did not find; undefined for every other error. */
export function missingPackageOf(error: unknown): string | undefined {
  if (!types.isNativeError(error) || !('code' in error) || error.code !== 'ERR_MODULE_NOT_FOUND')
    return undefined;
  return /^Cannot find package '([^']+)'/.exec(error.message)?.[1];
}

/** A package that only few commands need is installed by those who use them. */
export function missingPackage(name: string): Diagnostic {
  return {
    code: 'CALL.MISSING_PACKAGE',
    severity: 'error',
    message: `This command needs the package ${name}, which is not installed.`,
    hint: `Run npm install --save-dev ${name}, or the same with your package manager.`,
  };
}
