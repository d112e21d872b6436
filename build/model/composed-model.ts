import { type DatabaseName } from './names/database-name.ts';
import { type OppositeField } from './opposite-field.ts';
import { type DiscoveredComponent } from './discovered-component.ts';
import { type ScannedSource } from './scanned-source.ts';
import { type SchemaFile } from './schema-file.ts';

/** The components of a project as one schema, as one run of the pipeline put them together: nothing of it is worked out again. */
export interface ComposedModel {
  /** In the order they are mounted; without those that are retired or purged. */
  readonly components: readonly DiscoveredComponent[];
  /** The components' schema files by name, each with what it declares. */
  readonly sources: readonly ScannedSource[];
  /** The fields that are added for relations of which only one side is written, by owner's model and name. */
  readonly opposites: readonly OppositeField[];
  /** The tables and enum types the schemas make, those between two models, too. */
  readonly owned: readonly DatabaseName[];
  /** The schemas of PostgreSQL in main.prisma, sorted; empty when no component uses `@@schema`. */
  readonly schemas: readonly string[];
  /** The extensions of PostgreSQL that the settings and the components name, and those the schemas need; sorted. */
  readonly extensions: readonly string[];
  /** The schema folder in full, sorted by path, whether or not it was written. */
  readonly schemaFiles: readonly SchemaFile[];
}

/** That of a project which could not be read at all. */
export const emptyModel: ComposedModel = {
  components: [],
  sources: [],
  opposites: [],
  owned: [],
  schemas: [],
  extensions: [],
  schemaFiles: [],
};
