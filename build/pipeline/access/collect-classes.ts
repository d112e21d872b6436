import { type Class, type ClassMember, type Identifier, type ModuleItem } from '@swc/core';
import { type ClassFacts, type MethodFacts } from './file-facts.ts';
import { type PlaceOf, written } from './written.ts';

/** Every class of a file, those inside functions included: a function may make controllers. */
export function collectClasses(items: readonly ModuleItem[], placeOf: PlaceOf): ClassFacts[] {
  const classes: ClassFacts[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    if (isClass(node)) classes.push(readClass(node, placeOf));
    Object.values(node).forEach(visit);
  };
  visit(items);
  return classes;
}

type ClassNode = Class & { readonly identifier?: Identifier | null };

function isClass(node: object): node is ClassNode {
  return 'type' in node && (node.type === 'ClassDeclaration' || node.type === 'ClassExpression');
}

function readClass(
  { identifier, decorators, superClass, body, span }: ClassNode,
  placeOf: PlaceOf,
): ClassFacts {
  const name = identifier?.value ?? 'default';
  return {
    name,
    place: identifier ? placeOf(identifier.span) : { ...placeOf(span), length: 'class'.length },
    base: superClass ? written(superClass, placeOf) : undefined,
    decorators: (decorators ?? []).map(({ expression }) => written(expression, placeOf)),
    methods: body.flatMap((member) => readMethod(member, placeOf)),
  };
}

function readMethod(member: ClassMember, placeOf: PlaceOf): MethodFacts[] {
  if (member.type !== 'ClassMethod') return [];
  const { key } = member;
  const decorators = (member.function.decorators ?? []).map(({ expression }) => written(expression, placeOf));
  if (key.type === 'Identifier' || key.type === 'StringLiteral') {
    return [{ name: key.value, place: placeOf(key.span), decorators }];
  }
  return [{ name: '[computed]', place: placeOf(key.span), decorators }];
}
