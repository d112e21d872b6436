import { setFlagsFromString } from 'node:v8';

/** Bytes of bytecode a function runs through before V8 thinks of optimising it. */
const usual = 66 * 1024;
const whileStarting = 1_000_000;

/** Those that know the flag: others would complain of it. */
const knowsFlag = /^1[123]\./.test(process.versions.v8);

/**
 * Lets V8 optimise little from now on. A start runs much code and little of it often: V8's threads spend more than a
 * second on optimising what is hardly run any more, and take the processor from the application that starts beside.
 *
 * @returns gives V8 its usual way back; to be called when the start is over
 */
export function deferOptimising(): () => void {
  const set = (budget: number): void => {
    if (knowsFlag) setFlagsFromString(`--interrupt-budget=${budget}`);
  };
  set(whileStarting);
  return () => {
    set(usual);
  };
}
