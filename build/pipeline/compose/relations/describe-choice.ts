import { type Diagnostic, type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { composeCodes } from '../compose-codes.ts';
import { placeAt } from '../../../model/names/declared.ts';
import { type Declared } from '../../../model/scanned-source.ts';
import { type Field } from '../../../prisma-language/read-declarations.ts';
import { type Choice } from './choice.ts';
import { type FieldComment } from '../../../model/field-comment.ts';

/** `/// @opposite` with something that cannot be the name of a field. */
export function describeInvalidChoice({ relation, comment }: Choice): Diagnostic {
  const { author, field, owner } = relation;
  const use = `the field that leads from "${owner.name}" back to "${author.name}.${field.name}"`;
  return {
    code: composeCodes.oppositeInvalid,
    severity: 'error',
    component: author.component,
    message:
      comment.text === ''
        ? `@opposite needs a name for ${use}.`
        : `"${comment.text}" cannot be the name of ${use}.`,
    hint: 'Write letters, digits and underscores, starting with a letter, and nothing behind the name.',
    location: placeOf({ relation, comment }),
  };
}

/** The owner of the model has a field of that name. */
export function describeFieldClash({ relation, comment }: Choice, taken: Field): Diagnostic {
  const { author, owner } = relation;
  return {
    code: composeCodes.oppositeClash,
    severity: 'error',
    component: author.component,
    message: `Model "${owner.name}" of component "${owner.component}" has a field "${comment.text}" of its own.`,
    hint,
    location: placeOf({ relation, comment }),
    related: [
      {
        component: owner.component,
        message: `field "${taken.name}" of model "${owner.name}"`,
        ...placeAt(owner, taken.offset, taken.name.length),
      },
    ],
  };
}

/** Two relations to one model want the same name. */
export function describeChoiceClash(choice: Choice, first: Choice): Diagnostic {
  const { author, owner } = choice.relation;
  const other = first.relation;
  return {
    code: composeCodes.oppositeClash,
    severity: 'error',
    component: author.component,
    message: `"${choice.comment.text}" in model "${owner.name}" would lead back to "${author.name}.${choice.relation.field.name}" and "${other.author.name}.${other.field.name}" at once.`,
    hint,
    location: placeOf(choice),
    related: [
      {
        component: other.author.component,
        message: `chosen for "${other.author.name}.${other.field.name}"`,
        ...placeOf(first),
      },
    ],
  };
}

/** Nothing is added for this field, so the choice would be ignored in silence. */
export function describeUnusedChoice(declared: Declared, field: Field, comment: FieldComment): Diagnostic {
  return {
    code: composeCodes.oppositeUnused,
    severity: 'warning',
    component: declared.component,
    message: `Nothing is generated for "${declared.name}.${field.name}", so @opposite has no meaning here.`,
    hint: 'It belongs above a relation to a model of another component that has no opposite field there; remove it here.',
    location: placeAt(declared, comment.offset, comment.length),
  };
}

function placeOf({ relation, comment }: Choice): SourceLocation {
  return placeAt(relation.author, comment.offset, comment.length);
}

const hint = 'Choose another name, or remove @opposite to get one that is free.';
