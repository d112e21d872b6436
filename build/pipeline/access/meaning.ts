import { type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { locationIn } from '../discover/code/location-in.ts';
import { type FactFinder } from './fact-finder.ts';
import { harmlessPackages } from './harmless-packages.ts';
import { type CodeFacts, type Written, type WrittenText } from '../discover/code/code-facts.ts';

/** A permission that is asked for, where it is written. */
export interface AskedPermission {
  readonly value: string;
  readonly location: SourceLocation;
}

/** What decorators do to what they stand on. */
export interface Meaning {
  readonly isController: boolean;
  /** They make a method a route. */
  readonly isRoute: boolean;
  /** They say who may use it. */
  readonly isDeclared: boolean;
  readonly permissions: readonly AskedPermission[];
  /** Decorators that cannot be looked into. */
  readonly unclear: readonly string[];
}

const none: Meaning = {
  isController: false,
  isRoute: false,
  isDeclared: false,
  permissions: [],
  unclear: [],
};

const routeDecorators =
  /^(Get|Post|Put|Patch|Delete|Head|Options|All|Search|Propfind|Proppatch|Mkcol|Copy|Move|Lock|Unlock|Sse|QueryMethod|RequestMapping)$/;
const platformDoors =
  /^(@\/platform(\/index\.ts)?|(nestjs-)?tessera\/platform|(\.\.?\/)+(src\/)?platform\/index\.[jt]s)$/;
const maxDepth = 12;

/** What a list of decorators does together. */
export function meaningOf(
  decorators: readonly Written[],
  where: { readonly file: string; readonly facts: CodeFacts },
  finder: FactFinder,
  depth = maxDepth,
): Meaning {
  return join(decorators.map((one) => meaningOfOne(one, where, finder, depth)));
}

function meaningOfOne(
  decorator: Written,
  { file, facts }: { readonly file: string; readonly facts: CodeFacts },
  finder: FactFinder,
  depth: number,
): Meaning {
  if (decorator.kind === 'unclear') return { ...none, unclear: [decorator.text] };
  const unclear: Meaning = { ...none, unclear: [decorator.name] };
  if (depth === 0) return unclear;
  const found = finder.find(file, facts, decorator.name);
  if (found.kind === 'missing') return unclear;
  if (found.kind === 'here') {
    const ways = found.facts.makers.get(found.name);
    if (ways === undefined || ways.length === 0) return unclear;
    // Each way through a function has to say who may: one that does not is open.
    const meanings = ways.map((way) => meaningOf([way], found, finder, depth - 1));
    return { ...join(meanings), isDeclared: meanings.every(({ isDeclared }) => isDeclared) };
  }
  if (platformDoors.test(found.specifier))
    return ofPlatform(found.name, decorator.texts, ({ span }) => locationIn(file, facts, span));
  if (found.specifier !== '@nestjs/common') return harmlessPackages.test(found.specifier) ? none : unclear;
  if (found.name === 'applyDecorators') return meaningOf(decorator.parts, { file, facts }, finder, depth - 1);
  return { ...none, isController: found.name === 'Controller', isRoute: routeDecorators.test(found.name) };
}

function ofPlatform(
  name: string,
  texts: readonly WrittenText[],
  locate: (text: WrittenText) => SourceLocation,
): Meaning {
  if (name === 'Public' || name === 'Internal') return { ...none, isDeclared: true };
  if (name !== 'Requires') return none;
  return {
    ...none,
    isDeclared: true,
    permissions: texts.map((text) => ({ value: text.value, location: locate(text) })),
  };
}

function join(meanings: readonly Meaning[]): Meaning {
  const [first = none, ...others] = meanings;
  if (others.length === 0) return first;
  return {
    isController: meanings.some((one) => one.isController),
    isRoute: meanings.some((one) => one.isRoute),
    isDeclared: meanings.some((one) => one.isDeclared),
    permissions: meanings.flatMap((one) => one.permissions),
    unclear: meanings.flatMap((one) => one.unclear),
  };
}
