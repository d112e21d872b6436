import { nearestName } from '../../../config/nearest-name.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent } from '../../../model/discovered-component.ts';
import { extractCodes } from './extract-codes.ts';
import { type Placed } from './extraction.ts';

/** The models that are named, in the one component that has them all. */
export function findMoved(
  names: readonly string[],
  components: readonly DiscoveredComponent[],
):
  | { readonly from: DiscoveredComponent; readonly moved: readonly Placed[] }
  | { readonly diagnostics: readonly Diagnostic[] } {
  const all = components.flatMap((component) =>
    component.schemas.flatMap((source) =>
      source.declared
        .filter(({ block }) => block.kind === 'model' || block.kind === 'view')
        .map((declaration) => ({ component, placed: { source, declaration } })),
    ),
  );
  const known = all.map(({ placed }) => placed.declaration.block.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) return { diagnostics: unknown.map((name) => unknownModel(name, known)) };
  const chosen = all.filter(({ placed }) => names.includes(placed.declaration.block.name));
  const owners = [...new Set(chosen.map(({ component }) => component))];
  const [from] = owners;
  if (!from || owners.length > 1) {
    const who = owners.map(({ name }) => `"${name}"`).join(' and ');
    return {
      diagnostics: [
        {
          code: extractCodes.severalOwners,
          severity: 'error',
          message: `The models belong to several components: ${who}.`,
          hint: 'Extract from one component at a time.',
        },
      ],
    };
  }
  if (from.package !== undefined) {
    return { diagnostics: [ofPackage(from.name)] };
  }
  const moved = chosen.map(({ placed }) => placed);
  const left = all.filter(({ component, placed }) => component === from && !moved.includes(placed));
  if (left.length === 0) {
    return {
      diagnostics: [
        {
          code: extractCodes.nothingLeft,
          severity: 'error',
          message: `These are all models of component "${from.name}": nothing would be left of it.`,
          hint: 'Name fewer models, or rename the component instead.',
        },
      ],
    };
  }
  return { from, moved };
}

function unknownModel(name: string, known: readonly string[]): Diagnostic {
  const nearest = nearestName(name, known);
  return {
    code: 'CALL.INVALID',
    severity: 'error',
    message: `There is no model "${name}" in this project.`,
    ...(nearest === undefined ? {} : { hint: `Did you mean "${nearest}"?` }),
  };
}

function ofPackage(name: string): Diagnostic {
  return {
    code: 'CALL.INVALID',
    severity: 'error',
    message: `The models belong to the package "${name}", and nothing of a package is written here.`,
    hint: 'Ask its authors.',
  };
}
