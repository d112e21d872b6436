import { readJson } from '../../config/read-json.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { packCodes } from './pack-codes.ts';

/** A place on one machine: `file:../lib`, `link:`, yarn's `portal:`, a workspace of a monorepo, or a bare path. */
const local = /^(file|link|portal|workspace):|^\.{0,2}[\\/]|^\.\.?$|^~[\\/]|^[A-Za-z]:[\\/]/;

interface Asked {
  readonly component: string;
  /** Names of the packages its code imports. */
  readonly imports: ReadonlySet<string>;
  /** As the project asks for them. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** The package.json that asks, relative to the project. */
  readonly file: string;
  readonly text: string;
}

/** Packages that the code needs and the project has from a place of its own: no other project could install them. */
export function findLocalRanges({ component, imports, dependencies, file, text }: Asked): Diagnostic[] {
  const document = readJson(file, text);
  return [...imports].sort().flatMap((name): Diagnostic[] => {
    const range = dependencies[name];
    if (range === undefined || !local.test(range)) return [];
    const places = ['peerDependencies', 'dependencies', 'devDependencies'].map((key) =>
      document.locate([key, name], false),
    );
    const location = places.find(({ length = 0 }) => length === JSON.stringify(range).length) ?? places[0];
    return [
      {
        code: packCodes.localDependency,
        severity: 'error',
        component,
        message: `Component "${component}" imports "${name}", which this project has from "${range}": who installs the package has no such place.`,
        hint: `Publish "${name}" and ask for a version of it, or move its code into the component.`,
        ...(location && { location }),
      },
    ];
  });
}
