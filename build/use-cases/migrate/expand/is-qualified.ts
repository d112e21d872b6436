import { type SchemaFiles } from './recognise/compare-shapes.ts';

/** Whether the composed schema has several database schemas: Prisma then writes them before every name. */
export function isQualified(files: SchemaFiles): boolean {
  return files.some(([, text]) => /^\s*schemas\s*=/m.test(text));
}
