/** `note` is worth knowing and needs nothing done; `warning` works today; `error` has to be mended. */
export type FindingStatus = 'ok' | 'note' | 'warning' | 'error';

/** One thing the doctor looked at. */
export interface Finding {
  /** Stable name of the check, for example `prisma` or `git-ignore`. */
  readonly check: string;
  readonly status: FindingStatus;
  /** One sentence with the real values; never a password. */
  readonly message: string;
  /** The command (or the step) that mends it. */
  readonly mend?: string;
  /** Whose it is: the project's files, or this machine (exit code 2). @default 'project' */
  readonly about?: 'machine';
}

/** What every check gets. */
export interface Patient {
  /** Absolute. */
  readonly projectDir: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A look at one aspect; never throws for what may be wrong with a project. */
export type Check = (patient: Patient) => Promise<readonly Finding[]>;
