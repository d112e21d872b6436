import { editSchema, type SchemaEdit } from './schema-edit.ts';

/** The files that edits change, with the edits made. */
export function editTexts(
  texts: ReadonlyMap<string, string>,
  edits: readonly SchemaEdit[],
  from: 'original' | 'between',
  to: 'between' | 'final',
): ReadonlyMap<string, string> {
  const files = new Set(edits.map(({ file }) => file));
  return new Map(
    [...files].flatMap((file) => {
      const text = texts.get(file);
      const own = edits.filter((one) => one.file === file);
      return text === undefined ? [] : [[file, editSchema(text, own, from, to).text] as const];
    }),
  );
}
