// Stands as `bin/load.js` beside compiled code.

/**
 * @param {string} module path below the package, without ending
 * @returns {Promise<unknown>}
 */
export const load = (module) => import(`../${module}.js`);
