/** Where the settings of a project may be; two of them are refused. */
export const configFileNames = [
  'tessera.config.json',
  'tessera.config.js',
  'tessera.config.mjs',
  'tessera.config.ts',
];
