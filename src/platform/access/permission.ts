/** A permission as `component.json` declares it, with its component's name in front: `print-jobs:jobs.claim`. */
export type Permission = `${string}:${string}`;
