import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { scanSource } from '../../../model/scan-source.ts';
import { noCache } from '../../../pipeline/pipeline.ts';
import { diffSchemas } from '../../../prisma-engine/diff-schemas.ts';
import { extractCodes } from './extract-codes.ts';

type ComposedFiles = readonly (readonly [path: string, text: string])[];

/** What would change in the database or in the client between two composed schemas; empty: nothing does. */
export async function proveNeutral(before: ComposedFiles, after: ComposedFiles): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  const difference = await diffSchemas({ kind: 'files', files: before }, { kind: 'files', files: after });
  if (!difference.isEmpty) {
    const sql = difference.text.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ').trim();
    found.push(notNeutral(`The database would have to change: ${sql}`));
  }
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const lost = [...old].filter((one) => !now.has(one));
  const added = [...now].filter((one) => !old.has(one));
  if (lost.length + added.length > 0) {
    const words = [...lost.map((one) => `without ${one}`), ...added.map((one) => `with ${one}`)].join(', ');
    found.push(notNeutral(`The client would change: ${words}.`));
  }
  return found;
}

/** `Invoice.lines: InvoiceLine[]` of every model, and the values of every enum. */
function fieldsOf(files: ComposedFiles): ReadonlySet<string> {
  return new Set(
    files.flatMap(([file, text]) =>
      scanSource(noCache, { file, text }, '').declared.flatMap(({ block, fields }) =>
        fields.map(
          ({ name, type, isList }) =>
            `${block.name}.${name}${type === undefined ? '' : `: ${type}`}${isList ? '[]' : ''}`,
        ),
      ),
    ),
  );
}

function notNeutral(message: string): Diagnostic {
  return {
    code: extractCodes.notNeutral,
    severity: 'error',
    message,
    hint: 'Name in the schema what follows from where the models are (`@relation("…")`, `map:`, `/// @opposite`), then extract again.',
  };
}
