import { type OutputPlan } from '../compose/output-plan.ts';
import { type ScannedSchemas } from '../../model/scanned-schemas.ts';

/** A composed schema file. */
export type SchemaText = readonly [path: string, text: string];

/** What a judgement is about: the texts, and the components they are of. */
export interface ComposedFiles extends Pick<OutputPlan, 'schemaFiles'> {
  readonly components: readonly ScannedSchemas[];
}

/** Whose model, view, enum or type a name is. */
export interface NameOwner {
  /** Of the composed file. */
  readonly path: string;
  readonly isModel: boolean;
}

/** The file every other one needs, when all about the database it names is known here. */
export function mainFile({ schemaFiles }: ComposedFiles): SchemaText | undefined {
  const main = schemaFiles.find(({ path }) => path.endsWith('/main.prisma'));
  return main && isForPostgres(main.text) ? [main.path, main.text] : undefined;
}

/** Others check more across models (circles of cascades, composite types in indexes). */
function isForPostgres(main: string): boolean {
  return /^\s*provider\s*=\s*"postgresql"/m.test(main);
}

/** Where the composed file of a component is, beside main.prisma. */
export function pathOf({ name }: { readonly name: string }, [mainPath]: SchemaText): string {
  return mainPath.replace(/main\.prisma$/, `${name}.prisma`);
}

/** Names the author's fields have for their types that must be declared in another file. */
export function typesOfOthers({ schemas }: ScannedSchemas): string[] {
  return schemas.flatMap(({ outward }) => outward.map(({ type }) => type));
}

export function ownersByName({ components }: ComposedFiles, main: SchemaText): Map<string, NameOwner> {
  const owners = new Map<string, NameOwner>();
  for (const component of components) {
    const path = pathOf(component, main);
    const [model, other] = [
      { path, isModel: true },
      { path, isModel: false },
    ];
    for (const source of component.schemas) {
      for (const { name, kind } of source.declared) {
        owners.set(name, kind === 'model' || kind === 'view' ? model : other);
      }
    }
  }
  return owners;
}
