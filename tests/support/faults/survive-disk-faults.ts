import { type DiskFault, type FaultyDisk } from './faulty-disk.ts';

/** A command that changes files, so described that it can be disturbed again and again. */
export interface DisturbedFiles<State> {
  readonly disk: FaultyDisk;
  /** Where it writes; changes elsewhere are not disturbed. */
  readonly dir: string;
  /** Brings everything to where the work starts, whatever state it is in. */
  readonly reset: () => Promise<void> | void;
  /** The command; rejects when it fails. */
  readonly run: () => Promise<unknown>;
  /** All that counts, as something to compare. */
  readonly look: () => Promise<State> | State;
  /** Whether the command may leave things so, neither as before nor as after. @default never */
  readonly isBetween?: (state: State) => boolean;
}

export interface DiskSurvival {
  /** How often the work was disturbed. */
  readonly faults: number;
  /** Changes of an undisturbed run. */
  readonly changes: readonly string[];
  /** Where it was neither as before nor as after, or could not be finished by running it again. Empty: it survived. */
  readonly wounds: readonly string[];
}

/** Kills a command at every single change of a file, and fills the disk there; each time runs it again undisturbed. */
export async function surviveDiskFaults<State>({
  disk,
  dir,
  reset,
  run,
  look,
  isBetween = () => false,
}: DisturbedFiles<State>): Promise<DiskSurvival> {
  const wounds: string[] = [];
  let count = 0;
  await reset();
  const before = JSON.stringify(await look());
  disk.arm(dir);
  await run();
  const changes = [...disk.changes()];
  disk.disarm();
  const after = JSON.stringify(await look());
  if (before === after) throw new Error('The work changes nothing: there is nothing to survive.');
  for (const [at, change] of changes.entries()) {
    for (const fault of faultsFor(change)) {
      count += 1;
      const name = `${fault} at ${String(at + 1)} of ${String(changes.length)} (${change})`;
      await reset();
      disk.arm(dir, { at, fault });
      const isDone = await run().then(
        () => true,
        () => false,
      );
      disk.disarm();
      const state = await look();
      const now = JSON.stringify(state);
      if (now !== before && now !== after && !isBetween(state))
        wounds.push(`${name} left half of it: ${now}`);
      if (isDone && now !== after) wounds.push(`${name}, and it said that all went well: ${now}`);
      try {
        await run();
        const end = JSON.stringify(await look());
        if (end !== after) wounds.push(`${name}, and the second run ended in: ${end}`);
      } catch (error) {
        wounds.push(`${name}, and the second run failed: ${String(error)}`);
      }
    }
  }
  return { faults: count, changes, wounds };
}

/** Only what is written can be there by half; what only removes or renames needs no space. */
function faultsFor(change: string): readonly DiskFault[] {
  if (/^(writeFile|createWriteStream)/.test(change)) return ['killed', 'half', 'full'];
  return /^(rename|rm|unlink|chmod)/.test(change) ? ['killed'] : ['killed', 'full'];
}
