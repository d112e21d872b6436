import { setTimeout as wait } from 'node:timers/promises';
import { findPortOwner, type PortOwner } from './port-owner.ts';
import { tryPort } from './try-port.ts';

const defaultPort = 3000;
/** As long as an application of a killed host takes to end, and some. */
const orphanMs = 15_000;

/** True for the application that `tessera dev` of this project started. */
export function isApplicationOf(projectDir: string, owner: PortOwner | undefined): boolean {
  return owner?.cwd === projectDir && owner.command.includes('.tessera/dev/main.js');
}

/** For a sentence: the process, or "another program". */
export function describeOwner(owner: PortOwner | undefined): string {
  if (owner === undefined) return 'another program';
  return `process ${owner.pid} (${owner.command}${owner.cwd === undefined ? '' : `, in ${owner.cwd}`})`;
}

/**
 * The port the application will serve on, after making sure that it is free. The application of a host that was
 * killed is given the time to end.
 * @param wanted from the command line or PORT; 0 takes any free one
 */
export async function chooseDevPort(
  projectDir: string,
  wanted: string | undefined,
): Promise<{ port: number } | { refusal: string }> {
  const port = wanted === undefined || wanted === '' ? defaultPort : Number(wanted);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return { refusal: `PORT is "${String(wanted)}": it must be a number from 0 to 65535.` };
  }
  const giveUpAt = performance.now() + orphanMs;
  for (;;) {
    const answer = await tryPort(port);
    if ('port' in answer) return answer;
    if (answer.refused !== 'EADDRINUSE') {
      return {
        refusal: `Port ${port} cannot be used here (${answer.refused}): choose another with PORT=3001.`,
      };
    }
    const owner = findPortOwner(port);
    if (!isApplicationOf(projectDir, owner) || performance.now() > giveUpAt) {
      return {
        refusal: `Port ${port} is in use by ${describeOwner(owner)}: stop that, or choose another port with PORT=${port + 1}.`,
      };
    }
    await wait(50);
  }
}
