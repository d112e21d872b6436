import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ownVersion } from '../../files/own-version.ts';
import { readTextFile } from '../../files/read-text-file.ts';
import { InternalError } from '../../diagnostics/internal-error.ts';
import { type ComponentWords, componentWords } from './component-words.ts';
import { relationTexts } from './relation-texts.ts';
import { type RelationTarget } from './relation-target.ts';

/** What the new component is to have. */
export interface ComponentRequest {
  /** Checked: a component's name. */
  readonly name: string;
  readonly description: string;
  /** Checked: the name of a Prisma model; undefined for a component without data. */
  readonly model: string | undefined;
  /** The model of another component that the new model points at. */
  readonly relation?: RelationTarget;
}

/** A file to be, relative to the component's folder, with `/`. */
export interface ScaffoldFile {
  readonly path: string;
  readonly text: string;
}

type Layout = Readonly<Record<string, (words: ComponentWords) => string>>;

/** Template to place. */
const withModel: Layout = {
  'component.json': () => 'component.json',
  'module.ts': ({ component }) => `${component}.module.ts`,
  'controller.ts': ({ resources }) => `${resources}/${resources}.controller.ts`,
  'service.ts': ({ resources }) => `${resources}/${resources}.service.ts`,
  'create.ts': ({ resources, resource }) => `${resources}/create-${resource}.ts`,
  'update.ts': ({ resources, resource }) => `${resources}/update-${resource}.ts`,
  'list.ts': ({ resources }) => `${resources}/list-${resources}.ts`,
  'view.ts': ({ resources, resource }) => `${resources}/${resource}-view.ts`,
  'schema.prisma': () => 'prisma/schema.prisma',
  'seed.ts': () => 'prisma/seed.ts',
  'test.ts': ({ resources }) => `test/${resources}.test.ts`,
  'README.md': () => 'README.md',
};

const withoutModel: Layout = {
  'component.json': () => 'component.json',
  'module.ts': ({ component }) => `${component}.module.ts`,
  'controller.ts': ({ component }) => `${component}.controller.ts`,
  'service.ts': ({ component }) => `${component}.service.ts`,
  'test.ts': ({ component }) => `test/${component}.test.ts`,
  'README.md': () => 'README.md',
};

/**
 * The texts of a new component; nothing is written. Names are of any length, so lines are not wrapped yet:
 * `writeComponent` formats them with the project's own settings.
 *
 * @param componentsDir relative to the project, for the README.
 */
export function scaffoldComponent(
  { name, description, model, relation }: ComponentRequest,
  componentsDir: string,
): readonly ScaffoldFile[] {
  const words = componentWords(name, model);
  const values: Readonly<Record<string, string>> = {
    ...words,
    ...relationTexts(relation),
    description,
    platformRange: `^${ownVersion()}`,
    descriptionJson: JSON.stringify(description),
    componentPath: `${componentsDir}/${name}`,
    seedId1: stableUuid(`${name} ${words.Model} 1`),
    seedId2: stableUuid(`${name} ${words.Model} 2`),
  };
  const [folder, layout] =
    model === undefined ? (['without-model', withoutModel] as const) : (['with-model', withModel] as const);
  return Object.entries(layout).map(([template, placeOf]) => {
    const file = join(import.meta.dirname, 'templates', folder, `${template}.tpl`);
    return { path: placeOf(words), text: fill(readTextFile(file), values, template) };
  });
}

/** @throws for a template that asks for a value there is none of: a mistake of ours. */
function fill(template: string, values: Readonly<Record<string, string>>, name: string): string {
  return template.replaceAll(/\{\{([a-zA-Z0-9]+)\}\}/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new InternalError(`The template ${name} asks for "${key}".`);
    return value;
  });
}

/** Rows of the example data have the same ids on every machine, and differ between components. */
function stableUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
