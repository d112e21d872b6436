import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent } from '../../../model/discovered-component.ts';
import { positionIn } from '../../../model/scanned-source.ts';
import { extractCodes } from './extract-codes.ts';
import { type CrossingRelation, type Placed, type Planned, type PlacedField } from './extraction.ts';
import { findMoved } from './find-moved.ts';
import { findRelations } from './find-relations.ts';

/** Works out what moves with the models, and who requires whom afterwards: one direction only. */
export function planExtraction(
  name: string,
  models: readonly string[],
  components: readonly DiscoveredComponent[],
): Planned {
  const found = findMoved(models, components);
  if ('diagnostics' in found) return { ok: false, diagnostics: found.diagnostics };
  const { from, moved } = found;
  const every = components.flatMap((component) => placedIn(component));
  const staying = every.filter((one) => !moved.some(({ declaration }) => declaration === one.declaration));
  const { outward, inward, open } = findRelations(moved, staying.filter(isModel));
  const ownInward = inward.filter(({ kept }) => isIn(from, kept.of));
  const ownOutward = outward.filter(({ kept }) => isOf(kept, from));
  if (ownInward.length > 0 && ownOutward.length > 0) {
    return { ok: false, diagnostics: [circle(name, from, ownOutward, ownInward)] };
  }
  const sourceRequiresNew = ownInward.length > 0;
  const enums = movedEnums(from, moved, sourceRequiresNew);
  const relations = [
    ...outward,
    ...inward,
    ...open.map((one): CrossingRelation =>
      sourceRequiresNew && one.completed ? { kept: one.completed, completed: one.kept } : one,
    ),
  ];
  const all = [...moved, ...enums];
  return {
    ok: true,
    plan: {
      from,
      moved: all,
      relations,
      sourceRequiresNew,
      requires: requiresOf(all, from, components, sourceRequiresNew),
    },
  };
}

function placedIn({ schemas }: DiscoveredComponent): Placed[] {
  return schemas.flatMap((source) => source.declared.map((declaration) => ({ source, declaration })));
}

function isModel({ declaration }: Placed): boolean {
  return declaration.block.kind === 'model' || declaration.block.kind === 'view';
}

function isIn({ schemas }: DiscoveredComponent, { source }: Placed): boolean {
  return schemas.includes(source);
}

/** The field leads to a model of the component. */
function isOf({ field }: PlacedField, component: DiscoveredComponent): boolean {
  return placedIn(component).some(({ declaration }) => declaration.block.name === field.type);
}

/** Enums that only what moves uses; a shared one is on the side that is required. */
function movedEnums(
  from: DiscoveredComponent,
  moved: readonly Placed[],
  sourceRequiresNew: boolean,
): Placed[] {
  const uses = (placed: Placed, name: string) => placed.declaration.fields.some(({ type }) => type === name);
  return placedIn(from).filter(({ declaration }) => {
    const { kind, name } = declaration.block;
    if (kind !== 'enum' && kind !== 'type') return false;
    const users = placedIn(from).filter((one) => uses(one, name));
    const isUsed = users.some((one) => moved.some((other) => other.declaration === one.declaration));
    const isShared = users.some((one) => !moved.some((other) => other.declaration === one.declaration));
    return isUsed && (!isShared || sourceRequiresNew);
  });
}

/** What the new component names in its fields, and who has it. */
function requiresOf(
  moved: readonly Placed[],
  from: DiscoveredComponent,
  components: readonly DiscoveredComponent[],
  sourceRequiresNew: boolean,
): Readonly<Record<string, string>> {
  const own = new Set(moved.map(({ declaration }) => declaration.block.name));
  const named = new Set(
    moved.flatMap(({ declaration }) => declaration.fields.flatMap(({ type }) => type ?? [])),
  );
  const requires: Record<string, string> = {};
  for (const component of components) {
    const isNeeded = placedIn(component).some(
      ({ declaration }) => named.has(declaration.block.name) && !own.has(declaration.block.name),
    );
    if (!isNeeded || (component === from && sourceRequiresNew)) continue;
    const known = from.requires.find((one) => one.name === component.name)?.range;
    requires[component.name] = known ?? (component.version === '0.0.0' ? '*' : `^${component.version}`);
  }
  return requires;
}

function circle(
  name: string,
  from: DiscoveredComponent,
  outward: readonly CrossingRelation[],
  inward: readonly CrossingRelation[],
): Diagnostic {
  const label = ({ kept }: CrossingRelation) => `${kept.of.declaration.block.name}.${kept.field.name}`;
  const [first] = inward;
  const toMove = [...new Set(inward.map(({ kept }) => kept.of.declaration.block.name))].join(', ');
  return {
    code: extractCodes.circle,
    severity: 'error',
    component: from.name,
    message: `"${name}" and "${from.name}" would require each other: ${outward.map(label).join(', ')} lead out of what moves, ${inward.map(label).join(', ')} into it.`,
    hint: `Move ${toMove} too, or leave the models together.`,
    ...(first && {
      location: {
        file: first.kept.of.source.file,
        ...positionIn(first.kept.of.source, first.kept.field.offset),
        length: first.kept.field.name.length,
      },
    }),
  };
}
