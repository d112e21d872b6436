import { type ClassFacts, type CodeFacts } from './code-facts.ts';

/** The classes a file exports by name. */
export interface ExportedClasses {
  /** Those with Nest's `@Module()`. */
  readonly modules: readonly ExportedClass[];
  readonly others: readonly ExportedClass[];
}

export interface ExportedClass extends ClassFacts {
  readonly exportedAs: string;
}

export function findModuleClasses(facts: CodeFacts): ExportedClasses {
  const exported = facts.classes.filter(isExported);
  return {
    modules: exported.filter((one) => isModule(one, facts)),
    others: exported.filter((one) => !isModule(one, facts)),
  };
}

function isExported(one: ClassFacts): one is ExportedClass {
  return one.exportedAs !== undefined;
}

/** Also under an alias, or as `nest.Module`. */
function isModule({ decorators }: ClassFacts, { imports }: CodeFacts): boolean {
  return decorators.some((decorator) => {
    if (decorator.kind !== 'named') return false;
    const [first = '', member] = decorator.name.split('.', 2);
    const link = imports.get(first);
    if (link?.specifier !== '@nestjs/common') return false;
    return link.name === '*' ? member === 'Module' : member === undefined && link.name === 'Module';
  });
}
