interface Places {
  readonly componentsDir: string;
  readonly schemaDir: string;
  readonly migrationsDir: string;
  readonly generatedDir: string;
  readonly components: readonly { readonly name: string; readonly schema: string }[];
}

interface PlaceProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

const folders = ['componentsDir', 'schemaDir', 'migrationsDir', 'generatedDir'] as const;

/** A folder that is replaced, searched or loaded as a whole must not have another one in it. */
export function checkPlaces(options: Places): PlaceProblem[] {
  const nested = folders.flatMap((outer) =>
    folders
      .filter((inner) => inner !== outer && isInside(options[inner], options[outer]))
      .map((inner) => ({
        path: [inner],
        message: `must not be inside ${outer} ("${options[outer]}")`,
      })),
  );
  return [...nested, ...options.components.flatMap((_, index) => checkSchema(options, index))];
}

/** A schema that is read as a whole, with the folders that are ours, and with those of other components. */
function checkSchema(options: Places, index: number): PlaceProblem[] {
  const { name, schema } = options.components[index] ?? { name: '', schema: '' };
  const path = ['components', index, 'schema'];
  const found: PlaceProblem[] = [];
  for (const outer of folders) {
    if (isInside(schema, options[outer]))
      found.push({ path, message: `must not be inside ${outer} ("${options[outer]}")` });
  }
  // Migrations have no schemas, so that a folder of schemas may hold them.
  for (const inner of ['componentsDir', 'schemaDir', 'generatedDir'] as const) {
    if (schema === options[inner] || !isInside(options[inner], schema)) continue;
    found.push({
      path: [inner],
      message: `must not be inside the schema of component "${name}" ("${schema}")`,
    });
  }
  const others = options.components.slice(0, index);
  if (others.some((one) => one.name === name)) {
    found.push({ path: ['components', index, 'name'], message: `"${name}" is named twice` });
  }
  const overlap = others.find((one) => isInside(one.schema, schema) || isInside(schema, one.schema));
  if (overlap) found.push({ path, message: `belongs to component "${overlap.name}" already` });
  return found;
}

function isInside(inner: string, outer: string): boolean {
  return `${inner}/`.startsWith(`${outer}/`);
}
