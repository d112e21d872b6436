import { InternalError } from '../../../diagnostics/internal-error.ts';
import { type Enum } from '../data-model.ts';
import { enumType } from './python-type.ts';
import { type FileContext } from './file-context.ts';
import { Names } from './identifiers.ts';
import { before, layOut } from './layout.ts';
import { docstring, pythonString } from './literals.ts';

/** The class of an enum, and the type of the columns that hold it. */
export function renderEnum(one: Enum, context: FileContext): string {
  const names = context.names.enums.get(one.name);
  if (!names) throw new InternalError(`"${one.name}" is not in this file.`);
  context.helpers.add('_values');
  const members = Names.ofEnum();
  const lines = [
    `class ${names.class}(enum.Enum):`,
    ...(one.documentation === undefined ? [] : [docstring(one.documentation, '    '), '']),
    ...one.values.map(({ name, value }) => `    ${members.take(name)} = ${pythonString(value)}`),
    '',
    '',
    layOut(before(`${names.type} = `, enumType(one, names.class))),
  ];
  return `${lines.join('\n')}\n`;
}
