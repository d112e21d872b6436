/** What a schema would have to say to have what a database has. */
export interface DeclarableLine {
  readonly model: string;
  readonly line: string;
}

/**
 * The lines of attributes that the introspected schema has and the composed one lacks: `@@index([title(ops: …)], type: Gin)`.
 *
 * @param composed as `introspected`: texts of schema files
 */
export function declarableLines(
  composed: readonly string[],
  introspected: readonly string[],
): readonly DeclarableLine[] {
  const known = new Map(blocksOf(composed).map(({ model, lines }) => [model, new Set(lines.map(canonical))]));
  return blocksOf(introspected).flatMap(({ model, lines }) =>
    lines
      .filter((line) => line.startsWith('@@') && known.get(model)?.has(canonical(line)) === false)
      .map((line) => ({ model, line })),
  );
}

/** The line about one index or constraint, by its name in the database. */
export function lineFor(lines: readonly DeclarableLine[], name: string): DeclarableLine | undefined {
  return lines.find(({ line }) => line.includes(JSON.stringify(name)));
}

function blocksOf(texts: readonly string[]): { readonly model: string; readonly lines: readonly string[] }[] {
  return texts.flatMap((text) =>
    [...text.matchAll(/^(?:model|view)\s+(\w+)\s*\{\n([\s\S]*?)^\}/gm)].map(([, model = '', body = '']) => ({
      model,
      lines: body.split('\n').map((line) => line.trim()),
    })),
  );
}

function canonical(line: string): string {
  return line.replaceAll(/\s+/g, '');
}
