import { CallError } from './read-call.js';

/** As folders of components are called. */
const componentName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * What a component is called in code, in the client and in the database.
 *
 * @param {string} name of the folder
 * @returns {{ name: string, class: string, delegate: string, table: string }}
 * @throws {CallError} when it cannot be the name of a component
 */
export function componentNames(name) {
  if (!componentName.test(name) || name === 'main') {
    throw new CallError(
      `"${name}" cannot be the name of a component: take words of lower case letters and digits with "-" between, such as "print-jobs".`,
    );
  }
  const upper = name
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
  return {
    name,
    class: upper,
    delegate: upper.slice(0, 1).toLowerCase() + upper.slice(1),
    table: name.replaceAll('-', '_'),
  };
}
