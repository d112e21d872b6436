import { type ComposedModel } from './composed-model.ts';

/** The schema folder of a model as Prisma's engine takes it. */
export function schemaTexts({
  schemaFiles,
}: Pick<ComposedModel, 'schemaFiles'>): (readonly [path: string, text: string])[] {
  return schemaFiles.map(({ path, text }) => [path, text]);
}
