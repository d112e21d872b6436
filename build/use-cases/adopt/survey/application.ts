import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';

/** One `generator` block of the application, which stays as it is. */
export interface ApplicationGenerator {
  readonly name: string;
  readonly provider: string;
}

/** What is known of an application before anything is composed; every path is relative to the project, with `/`. */
export interface Application {
  readonly name: string | undefined;
  /** Ranges, as its package.json has them. */
  readonly versions: Readonly<Record<'nest' | 'prisma' | 'typescript', string | undefined>>;
  readonly modules: 'CommonJS' | 'ES modules';
  /** `prisma.config.ts`, where there is one. */
  readonly prismaConfig: string | undefined;
  /** A file or a folder. */
  readonly schema: string;
  readonly migrationsDir: string;
  /** Folder names, oldest first. */
  readonly migrations: readonly string[];
  readonly provider: string;
  readonly relationMode: 'foreignKeys' | 'prisma';
  readonly generators: readonly ApplicationGenerator[];
  readonly models: number;
  /** The variable with the URL of its database. */
  readonly databaseUrlFrom: string;
  readonly envFile: string;
  /** There is a folder where components would be, and it is something else. */
  readonly hasComponentsFolder: boolean;
}

/** An application, or why it cannot be adopted; warnings beside either. */
export interface Survey {
  readonly application: Application | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
