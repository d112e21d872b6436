/**
 * Resolves when the process is asked to end (Ctrl-C, SIGTERM, a closed terminal).
 * @param onImpatient called when it is asked again, before the process gives up waiting and ends
 */
export function untilStopped(onImpatient: () => void): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const ask = (): void => {
      if (asked) {
        onImpatient();
        process.exit(130);
      }
      asked = true;
      resolve();
    };
    // npm passes on a Ctrl-C the terminal has already sent to us: twice the same request is not impatience.
    let lastAskedAt = Number.NEGATIVE_INFINITY;
    const onSignal = (): void => {
      const now = performance.now();
      if (now - lastAskedAt > 500) ask();
      lastAskedAt = now;
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}
