import { type SourceLocation } from '../diagnostics/diagnostic.ts';
import { type ScannedSource } from './scanned-source.ts';

/** One entry of `extensions` in component.json. */
export interface NamedExtension {
  readonly name: string;
  readonly location: SourceLocation;
}

/** One entry of `offers.write` in component.json. */
export interface WriteOffer {
  readonly model: string;
  readonly location: SourceLocation;
}

/** What a component needs of the database beyond its own models and those it requires. */
export interface DatabaseNeeds {
  /** It writes SQL of its own. */
  readonly raw: boolean;
  /** The reasons it may give to step outside its own models. */
  readonly system: readonly string[];
}

/** One entry of `permissions` in component.json. */
export interface DeclaredPermission {
  /** Without its component's name: `jobs.claim`. */
  readonly name: string;
  readonly description: string;
  readonly location: SourceLocation;
}

/** One entry of `roles` in component.json: a proposal to an administrator. */
export interface ProposedRole {
  readonly name: string;
  /** `jobs.claim`, `jobs.*` or `*`. */
  readonly permissions: readonly string[];
}

/** One entry of `requires` in component.json. */
export interface Requirement {
  readonly name: string;
  /** A semver range. */
  readonly range: string;
  readonly location: SourceLocation;
}

/** `engines.tessera` in component.json. */
export interface EngineRange {
  /** A semver range of the platform's versions. */
  readonly range: string;
  readonly location: SourceLocation;
}

/** The Nest module class of a component. */
export interface ModuleExport {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly className: string;
}

/** What component.json says, with its defaults. */
export interface Manifest {
  readonly version: string;
  readonly description: string;
  readonly requires: readonly Requirement[];
  readonly optional: boolean;
  /** Absent when it does not say for which platform it is. */
  readonly engine?: EngineRange;
  /** Absent when it names none. */
  readonly extensions?: readonly NamedExtension[];
  /** Models that those who require the component may write. Absent when there are none. */
  readonly writeOffers?: readonly WriteOffer[];
  /** Absent when it needs nothing. */
  readonly database?: DatabaseNeeds;
  /** By name. Absent when it declares none. */
  readonly permissions?: readonly DeclaredPermission[];
  /** By name. Absent when it proposes none. */
  readonly roles?: readonly ProposedRole[];
  /** component.json has problems of its own; what it says stands for nothing. */
  readonly isDamaged?: boolean;
}

/** A folder, an npm package or the schema of an application that is a component. */
export interface DiscoveredComponent extends Manifest {
  readonly name: string;
  /** Name of the npm package, when it is one: nothing of it is ever written. */
  readonly package?: string;
  /** File of the settings that name it, when its schema stays where an application has it. */
  readonly namedIn?: string;
  /** Folder, or that schema (a file or a folder); relative to the project, with `/`. */
  readonly path: string;
  /** Sorted by file. */
  readonly schemas: readonly ScannedSource[];
  readonly module?: ModuleExport;
  /** Its models stay in the schema, its module is not mounted. */
  readonly isDisabled?: boolean;
}

/** Whether it is the package that the project is inside of: the repository of a component, with the project that tries it. */
export function isAroundProject({ path, package: isPackage }: DiscoveredComponent): boolean {
  return isPackage !== undefined && /^\.\.(\/\.\.)*$/.test(path);
}

/** The file that says what a component is, relative to the project. */
export function manifestFile({ path, namedIn, package: isPackage }: DiscoveredComponent): string {
  if (namedIn !== undefined) return namedIn;
  return `${path}/${isPackage === undefined ? 'component' : 'package'}.json`;
}
