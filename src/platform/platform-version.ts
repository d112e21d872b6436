/** The version of this package. Bundles have no package.json, so it is written here; a test compares the two. */
export const platformVersion = '0.2.0';
