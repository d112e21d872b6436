import { type BuildResult } from './build-result.ts';

/** Updates the application was told and has not answered yet. */
export interface Flights {
  /** @returns the id that comes back in the answer, and when it has come or will not come any more */
  readonly begin: (build: BuildResult) => { readonly id: number; readonly answered: Promise<void> };
  /** The build of an update that was answered. */
  readonly land: (id: number) => BuildResult | undefined;
  /** The process that was told is gone. @returns whether anything was under way */
  readonly drop: () => boolean;
}

/**
 * Longer than a start may take (src/dev-runtime/application-starts.ts): the application answers that it gave up, unless its
 * event loop stands still.
 */
export const defaultHangMs = 75_000;

/** @param onHang called when the newest update got no answer in time; the application answers older ones with it */
export function createFlights(onHang: () => void, hangMs: number): Flights {
  const flights = new Map<number, { readonly build: BuildResult; readonly landed: () => void }>();
  let newest = 0;
  let hang: NodeJS.Timeout | undefined;
  return {
    begin(build) {
      newest += 1;
      clearTimeout(hang);
      if (Number.isFinite(hangMs)) hang = setTimeout(onHang, hangMs);
      const answered = new Promise<void>((landed) => flights.set(newest, { build, landed }));
      return { id: newest, answered };
    },
    land(id) {
      if (id === newest) clearTimeout(hang);
      const flight = flights.get(id);
      flights.delete(id);
      flight?.landed();
      return flight?.build;
    },
    drop() {
      clearTimeout(hang);
      const all = [...flights.values()];
      flights.clear();
      for (const { landed } of all) landed();
      return all.length > 0;
    },
  };
}
