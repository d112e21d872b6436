import { type FactFinder } from './fact-finder.ts';
import { type ClassFacts, type CodeFacts, type MethodFacts } from '../discover/code/code-facts.ts';
import { type AskedPermission, type Meaning, meaningOf } from './meaning.ts';

/** A class in its file. */
export interface PlacedClass {
  readonly file: string;
  readonly facts: CodeFacts;
  readonly declared: ClassFacts;
}

/** A route that does not say who may use it, or of which that cannot be seen. */
export interface OpenRoute {
  readonly controller: PlacedClass;
  /** Where the method is: in the controller, or in a class that it extends. */
  readonly home: PlacedClass;
  /** Undefined: the class that is extended cannot be looked into. */
  readonly method: MethodFacts | undefined;
  /** What cannot be looked into. */
  readonly unclear: readonly string[];
  /** False: whether it is a route at all cannot be seen. */
  readonly isRoute: boolean;
}

export interface ControllerAccess {
  readonly open: readonly OpenRoute[];
  readonly permissions: readonly AskedPermission[];
}

const nothing: ControllerAccess = { open: [], permissions: [] };
const maxBases = 10;

/** What a class says of its routes, its own and those it inherits; nothing for a class that is no controller. */
export function controllerAccess(controller: PlacedClass, finder: FactFinder): ControllerAccess {
  const ofClass = meaningOf(controller.declared.decorators, controller, finder);
  if (!ofClass.isController) return nothing;
  const { methods, unclearBase } = methodsOf(controller, finder);
  const known = methods.map((one) => ({
    ...one,
    meaning: meaningOf(one.method.decorators, one.home, finder),
  }));
  const permissions = [ofClass, ...known.map(({ meaning }) => meaning)].flatMap((one) => one.permissions);
  // A class that says it for all of its routes says it for those that cannot be seen, too.
  if (ofClass.isDeclared) return { open: [], permissions };
  const open = known
    .filter(({ meaning }) => isOpen(meaning))
    .map(({ home, method, meaning }): OpenRoute => {
      return { controller, home, method, unclear: meaning.unclear, isRoute: meaning.isRoute };
    });
  if (unclearBase === undefined) return { open, permissions };
  const hidden = { ...unclearBase, controller, method: undefined, isRoute: false };
  return { open: [...open, hidden], permissions };
}

function isOpen({ isRoute, isDeclared, unclear }: Meaning): boolean {
  return !isDeclared && (isRoute || unclear.length > 0);
}

interface Inherited {
  readonly methods: readonly { readonly home: PlacedClass; readonly method: MethodFacts }[];
  readonly unclearBase: { readonly home: PlacedClass; readonly unclear: readonly string[] } | undefined;
}

/** The methods of a class and of those it extends; one that is written anew hides the one below. */
function methodsOf(controller: PlacedClass, finder: FactFinder): Inherited {
  const methods: { home: PlacedClass; method: MethodFacts }[] = [];
  const seen = new Set<string>();
  let home = controller;
  for (let step = 0; step < maxBases; step++) {
    for (const method of home.declared.methods) {
      if (!seen.has(method.name)) methods.push({ home, method });
    }
    for (const { name } of home.declared.methods) seen.add(name);
    const { base } = home.declared;
    if (base === undefined) return { methods, unclearBase: undefined };
    const next = base.kind === 'named' ? baseClass(home, base.name, finder) : undefined;
    if (next === undefined) {
      const text = base.kind === 'named' ? base.name : base.text;
      return { methods, unclearBase: { home, unclear: [text] } };
    }
    home = next;
  }
  return { methods, unclearBase: { home, unclear: ['a long chain of classes'] } };
}

/** @returns undefined for what a function makes and for a class of a package */
function baseClass({ file, facts }: PlacedClass, name: string, finder: FactFinder): PlacedClass | undefined {
  const found = finder.find(file, facts, name);
  if (found.kind !== 'here') return undefined;
  const declared = found.facts.classes.find((one) => one.name === found.name);
  return declared && { file: found.file, facts: found.facts, declared };
}
