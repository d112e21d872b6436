import { type DynamicModule, type Type } from '@nestjs/common';
import { type ComponentAccess } from '../../database/index.ts';

/** One line of the generated registry: what the build found out about a component. */
export interface RegisteredComponent {
  readonly name: string;
  /** Semantic version from component.json, `0.0.0` when the author gave none. */
  readonly version: string;
  readonly description?: string | undefined;
  /** The component's folder, relative to the project, with `/`. */
  readonly path: string;
  /** Names of the components it needs; all of them stand before it in the registry. */
  readonly requires: readonly string[];
  /** When true, a failure of this component must not stop the others. */
  readonly optional: boolean;
  /** Range of the platform's versions it is made for. @default any */
  readonly engine?: string | undefined;
  /** Names of its Prisma models. */
  readonly models: readonly string[];
  /** What may be permitted, without the component's name, with what it means. @default none */
  readonly permissions?: Readonly<Record<string, string>> | undefined;
  /** Roles it proposes: `jobs.claim`, `jobs.*`, `*`. @default none */
  readonly roles?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What its `RootClient` reaches beyond its own models. Without it: nothing. */
  readonly access?: ComponentAccess | undefined;
  /** `undefined` for a component that only brings a schema. */
  readonly module: Type | DynamicModule | undefined;
  /**
   * `disabled`: not mounted, its models are in the client. `retired`: nothing but its tables is left.
   * @default enabled
   */
  readonly state?: 'disabled' | 'retired' | undefined;
}

/** The generated registry (src/generated/components.ts), checked against this type by tsc. */
export interface Registry {
  /** In mount order: a component after everything it requires. */
  readonly components: readonly RegisteredComponent[];
  /** Folder names of prisma/migrations, oldest first: what this build expects of the database. */
  readonly migrations: readonly string[];
}
