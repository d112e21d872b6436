declare global {
  /** Every permission there is. The generated registry adds those of the components. */
  interface TesseraPermissions {
    'platform:docs': true;
    'platform:overview': true;
    'platform:health': true;
  }
}

/** A permission as `component.json` declares it, with its component's name in front: `print-jobs:jobs.claim`. */
export type Permission = keyof TesseraPermissions;

/** What of the platform itself may be permitted. */
export const platformPermissions: Readonly<Record<string, string>> = {
  docs: 'Read the API document and its page',
  overview: 'See what is mounted: components, models and routes',
  health: 'See why the server is ready or not',
};
