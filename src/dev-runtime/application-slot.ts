import { ApplicationStarts } from './application-starts.ts';
import { type Conflict, findConflict } from './find-conflict.ts';
import { type HotApplication } from './hot-application.ts';
import { isTakenByOwnServer } from './listening-places.ts';
import { type HotServer } from './hot-server.ts';
import { keptValues } from './kept-values.ts';

type Open = () => Promise<HotApplication>;

/** An application, and what starts the same code once more. */
export interface OpenedApplication {
  readonly application: HotApplication;
  readonly open: Open;
  readonly close: () => Promise<void>;
}

/** A start that may need a process of its own. */
export class NeedsProcessError extends Error {
  override readonly name = 'NeedsProcessError';
  /** Nothing serves here any more. */
  readonly isEmpty: boolean;

  constructor(cause: unknown, isEmpty: boolean) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.isEmpty = isEmpty;
  }
}

export interface Placed {
  /** Names of the kept values it took over. */
  readonly kept: readonly string[];
  /** Why the application before it was closed first. */
  readonly turn: Conflict | undefined;
}

/** What is under way on the application that goes first gets this long, while new requests wait for the next. */
const turnDrainMs = 1_000;

/**
 * The one place an application serves from. The next one starts beside the one that serves; where something can be held
 * by one of them only, the one that serves goes first, and the next saves know that.
 */
export class ApplicationSlot {
  readonly #server: HotServer;
  readonly #starts: ApplicationStarts<OpenedApplication>;
  readonly #drainMs: number;
  readonly #onServing: (application: HotApplication) => void;
  readonly #report: (error: unknown) => void;
  #turns: Promise<unknown> = Promise.resolve();
  #isVacant = false;
  /** Starts the code that serves, or served last. */
  #openGood: Open | undefined;
  #known: Conflict | undefined;
  #turnsHelp = false;

  constructor(
    server: HotServer,
    load: (beforeOpening: () => Promise<void>) => Promise<OpenedApplication>,
    drainMs: number,
    onServing: (application: HotApplication) => void,
    report: (error: unknown) => void,
  ) {
    this.#server = server;
    this.#starts = new ApplicationStarts(load);
    this.#drainMs = drainMs;
    this.#onServing = onServing;
    this.#report = report;
  }

  /** Ends the start that is under way with an error that reached no caller. @returns whether there is one */
  fail(error: unknown): boolean {
    return this.#starts.fail(error);
  }

  /**
   * Starts the newest code and lets it serve.
   *
   * @param changed ids of the modules that were exchanged
   * @returns undefined when a newer update came meanwhile
   * @throws what keeps it from starting; the application before it serves on then. NeedsProcessError when it does not.
   */
  async renew(changed: readonly string[]): Promise<Placed | undefined> {
    const openGood = this.#openGood;
    const known = this.#known;
    if (openGood === undefined) return this.#place(await this.#starts.next(), undefined);
    if (known !== undefined && (this.#isVacant || !isOf(known, changed)))
      return this.#takeTurn(known, openGood);
    try {
      const placed = this.#place(await this.#starts.next(), undefined);
      // What was known of this component is mended.
      if (placed !== undefined) this.#known = undefined;
      return placed;
    } catch (error) {
      const conflict = await findConflict(error, openGood);
      if (conflict === undefined) throw error;
      this.#known = conflict;
      // A registry of a package is not given back by closing; a process beside this one shows which of the two it is.
      if (!this.#turnsHelp && !isTakenByOwnServer(error)) throw new NeedsProcessError(error, false);
      return this.#takeTurn(conflict, openGood);
    }
  }

  async #takeTurn(turn: Conflict, openGood: Open): Promise<Placed | undefined> {
    // Each turn ends whole, or the old code would come back beside the newest.
    this.#starts.supersede();
    const own = this.#turns.catch(() => undefined).then(() => this.#closeFirst(turn, openGood));
    this.#turns = own;
    return own;
  }

  async #closeFirst(turn: Conflict, openGood: Open): Promise<Placed | undefined> {
    // Pools and clients are not what there must be one of.
    const letGo = keptValues.hold();
    // Not before the modules are evaluated: a mistake in them costs the serving application nothing.
    const vacate = async (): Promise<void> => {
      this.#isVacant = true;
      await this.#server.vacate(turnDrainMs).catch(this.#report);
    };
    try {
      await this.#starts.otherEnded();
      return this.#place(await this.#starts.next(vacate), turn);
    } catch (error) {
      this.#known = undefined;
      if (this.#isVacant) await this.#bringBack(openGood, error);
      throw error;
    } finally {
      await letGo().catch(this.#report);
    }
  }

  async #bringBack(openGood: Open, cause: unknown): Promise<void> {
    try {
      this.#serve(await openGood());
    } catch {
      // The error that led here says what is held; this one says the same of older code.
      throw new NeedsProcessError(cause, true);
    }
  }

  #place(opened: OpenedApplication | undefined, turn: Conflict | undefined): Placed | undefined {
    if (opened === undefined) return undefined;
    this.#openGood = opened.open;
    this.#turnsHelp = turn !== undefined;
    this.#serve(opened.application);
    return { kept: opened.application.takenOver, turn };
  }

  #serve(application: HotApplication): void {
    this.#isVacant = false;
    this.#server.swap(application, this.#drainMs);
    this.#onServing(application);
  }
}

/** Whether code of the component that holds it was exchanged: it may be held no longer. */
function isOf({ component }: Conflict, changed: readonly string[]): boolean {
  return component !== undefined && changed.some((id) => id.includes(`src/components/${component}/`));
}
