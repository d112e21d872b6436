import { componentName } from '../synthetic-project.ts';

/** A field that a developer adds to the first model of a component. */
export interface SchemaEdit {
  readonly component: string;
  readonly field: string;
}

/** `count` edits spread over the components. */
export function schemaEdits(size: number, count: number): readonly SchemaEdit[] {
  return Array.from({ length: count }, (_, edit) => ({
    component: componentName(Math.floor((edit * size) / count) % size),
    field: `extra${edit}`,
  }));
}

/** The schema with one more field. */
export function withField(schema: string, field: string): string {
  return schema.replace(/^ {2}name +String\n/m, (line) => `${line}  ${field} String?\n`);
}
