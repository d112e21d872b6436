/** Names that cannot be a file name everywhere, and what is the platform's own: its schema file, its permissions. */
const reserved = /^(main|platform|con|prn|aux|nul|com[0-9]|lpt[0-9])$/;
const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** True for a name in kebab-case that is not reserved. */
export function isComponentName(name: string): boolean {
  return kebabCase.test(name) && !reserved.test(name);
}

/** Says what is wrong with a component's name (that of its folder, if it is one); undefined when nothing is. */
export function nameProblem(name: string): { readonly message: string; readonly hint: string } | undefined {
  if (isComponentName(name)) return undefined;
  if (reserved.test(name)) {
    return {
      message: `A component cannot be called "${name}": the name is reserved.`,
      hint: 'Choose another name.',
    };
  }
  const suggestion = suggestName(name);
  return {
    message: `"${name}" is not a component name: only lower-case letters a-z, digits and single hyphens, starting with a letter.`,
    hint: suggestion ? `Rename the folder to "${suggestion}".` : 'Rename the folder.',
  };
}

/** `Print Jobs` and `printJobs` -> `print-jobs`. */
function suggestName(name: string): string | undefined {
  const suggestion = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '');
  return isComponentName(suggestion) ? suggestion : undefined;
}
