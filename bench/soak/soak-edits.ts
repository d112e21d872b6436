import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentName } from '../synthetic-project.ts';
import { controllerText, serviceText } from '../dev/component-files.ts';
import { withField } from '../dev/schema-edits.ts';
import { type SetUp, sourceFile } from '../dev/set-up.ts';

/** How the loop must answer a save. */
export type Ending = 'swapped' | 'refused' | 'build-failed';

export interface SoakEdit {
  readonly kind: string;
  readonly file: string;
  readonly text: string;
  readonly ending: Ending;
}

/** The column the database has and the schema gains and loses again. */
export const soakField = 'extra0';

/** A mixture of what people save in a day: mostly code, at times a schema or a new import, one in five broken. */
export function soakEdit(setUp: SetUp, size: number, edit: number): SoakEdit {
  const component = componentName(edit % size);
  const controller = sourceFile(setUp, component, 'controller');
  const code = controllerText(component, setUp.dialect, { version: edit });
  switch (edit % 10) {
    case 3:
      return {
        kind: 'syntax error',
        file: controller,
        text: `${code}\nexport const = ;\n`,
        ending: 'build-failed',
      };
    case 4:
    case 7:
      return mended(setUp, size, edit);
    case 6:
      return {
        kind: 'throw on start',
        file: controller,
        text: `${code}\nthrow new Error('edit ${edit}');\n`,
        ending: 'refused',
      };
    case 8:
      return {
        kind: 'import',
        file: controller,
        text: `import { hostname as host${edit} } from 'node:os';\n${code}\nhost${edit}();\n`,
        ending: 'swapped',
      };
    case 9:
      return schemaEdit(setUp);
    default:
      return {
        kind: 'code',
        file: sourceFile(setUp, component, 'service'),
        text: serviceText(component, setUp.dialect, { label: `edit ${edit}` }),
        ending: 'swapped',
      };
  }
}

/** The file the save before broke, whole again. */
function mended(setUp: SetUp, size: number, edit: number): SoakEdit {
  const component = componentName((edit - 1) % size);
  return {
    kind: 'mended',
    file: sourceFile(setUp, component, 'controller'),
    text: controllerText(component, setUp.dialect, { version: edit }),
    ending: 'swapped',
  };
}

function schemaEdit(setUp: SetUp): SoakEdit {
  const file = join(setUp.directory, setUp.schemaFile(componentName(0)));
  const text = readFileSync(file, 'utf8');
  const without = text.replace(`  ${soakField} String?\n`, '');
  return {
    kind: 'schema',
    file,
    text: without === text ? withField(text, soakField) : without,
    ending: 'swapped',
  };
}
