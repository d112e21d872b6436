import manifest from '../../../package.json' with { type: 'json' };

/** The platform's own version. */
export const platformVersion: string = manifest.version;
