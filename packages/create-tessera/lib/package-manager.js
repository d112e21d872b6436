import { spawn } from 'node:child_process';

/** @typedef {import('./read-call.js').PackageManager} PackageManager */

/**
 * How a package manager says things.
 * @type {Readonly<Record<PackageManager, { run: string, exec: string, add: string, clean: string }>>}
 */
export const managerWords = {
  npm: { run: 'npm run', exec: 'npx', add: 'npm install', clean: 'npm ci' },
  pnpm: { run: 'pnpm', exec: 'pnpm exec', add: 'pnpm add', clean: 'pnpm install --frozen-lockfile' },
  yarn: { run: 'yarn', exec: 'yarn', add: 'yarn add', clean: 'yarn install --immutable' },
};

/**
 * Runs a program with our output as its own.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<boolean>} whether it ended well; false when there is no such program
 */
export function run(command, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
    child.once('error', () => {
      resolve(false);
    });
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });
}
