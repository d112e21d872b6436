import { ownVersion } from '../../files/own-version.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { defaultName } from '../../pipeline/discover/packages/default-name.ts';

/** What of the project's own package.json is of use to a package made from a part of it. */
export interface ProjectPackage {
  readonly license?: string | undefined;
  readonly dependencies: Readonly<Record<string, string>>;
  /** Its package.json, relative to the project. */
  readonly file: string;
  readonly text: string;
  /** Author, repository and the like, as they are. */
  readonly about: Readonly<Record<string, unknown>>;
}

interface PackageJsonInput {
  /** Name of the package. */
  readonly name: string;
  readonly component: DiscoveredComponent;
  /** `component.json` as it is. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** The compiled file others import, relative to the package; undefined when there is none. */
  readonly entry?: string | undefined;
  readonly hasTypes: boolean;
  /** The compiled file with the module class. */
  readonly module?: string | undefined;
  /** Names of the packages the code imports. */
  readonly imports: ReadonlySet<string>;
  readonly files: readonly string[];
  readonly project: ProjectPackage;
}

/** There is one copy of these in an application: the application's. */
const peers = /^(@nestjs\/|@prisma\/|reflect-metadata$|rxjs$|zod$)/;

/** What composes a component, and what its code imports PrismaService and others from. */
export const platform = 'nestjs-tessera';

/** Keys of component.json that package.json says in its own way. */
const saidElsewhere = new Set(['$schema', 'version', 'description']);

/** The package.json of a component that becomes a package. */
export function packageJson(input: PackageJsonInput): string {
  const { name, component, manifest, entry, module, imports, project } = input;
  const fields = Object.entries(manifest).filter(([key]) => !saidElsewhere.has(key));
  const wanted = [...imports].sort();
  const ranges = (names: readonly string[]) =>
    Object.fromEntries(names.map((one) => [one, range(project.dependencies[one])]));
  const json = {
    name,
    version: component.version,
    description: component.description,
    ...(project.license === undefined ? {} : { license: project.license }),
    ...project.about,
    type: 'module',
    ...(entry === undefined ? {} : { exports: exportsOf(entry, input.hasTypes) }),
    files: input.files,
    peerDependencies: {
      ...ranges(wanted.filter((one) => peers.test(one))),
      // Not as the project asks for it, which may be a tarball or a workspace of one machine.
      [platform]: `^${ownVersion()}`,
    },
    ...unlessEmpty('dependencies', ranges(wanted.filter((one) => !peers.test(one) && one !== platform))),
    tessera: {
      ...(defaultName(name) === component.name ? {} : { name: component.name }),
      description: component.description,
      ...Object.fromEntries(fields),
      ...(module === undefined ? {} : { module }),
    },
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function unlessEmpty(key: string, value: Readonly<Record<string, string>>) {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}

function exportsOf(entry: string, hasTypes: boolean) {
  const types = hasTypes ? { types: `./${entry.replace(/\.js$/, '.d.ts')}` } : {};
  return { '.': { ...types, default: `./${entry}` }, './package.json': './package.json' };
}

/** An exact version was right for one application; a package is to fit into others. */
function range(version: string | undefined): string {
  if (version === undefined) return '*';
  return /^\d/.test(version) ? `^${version}` : version;
}
