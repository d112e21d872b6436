import { expect, it } from '@jest/globals';
import { missingPackage, missingPackageOf } from '../../../../build/diagnostics/missing-package.ts';

/** As Node's own, whose code Jest's module loader does not give. */
function notFound(message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' });
}

it('names the package that an import did not find, and how it is installed', () => {
  const name = missingPackageOf(
    notFound("Cannot find package '@viz-js/viz' imported from /p/node_modules/nestjs-tessera/build/svg.js"),
  );
  expect(name).toBe('@viz-js/viz');
  expect(missingPackage(name ?? '')).toMatchObject({
    code: 'CALL.MISSING_PACKAGE',
    message: 'This command needs the package @viz-js/viz, which is not installed.',
    hint: expect.stringContaining('npm install --save-dev @viz-js/viz'),
  });
});

it('leaves a file that is missing, and every other error, to others', () => {
  expect(missingPackageOf(notFound("Cannot find module '/p/a.js' imported from /p/b.js"))).toBeUndefined();
  expect(missingPackageOf(new Error("Cannot find package 'x' imported from y"))).toBeUndefined();
  expect(missingPackageOf('Cannot find package')).toBeUndefined();
});
