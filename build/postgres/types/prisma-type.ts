import { type ColumnType } from './column-type.ts';
import { typeNamed } from './find-type.ts';

/**
 * A type in the words of a Prisma schema: `String @db.VarChar(20)`. A list is its element here.
 *
 * @returns undefined for what Prisma has no word for
 */
export function prismaType({ name, lengths }: ColumnType): string | undefined {
  const type = typeNamed(name);
  if (!type?.prisma) return undefined;
  const { scalar, native, plain } = type.prisma;
  // A scalar that stands for certain numbers says nothing of others.
  if (plain?.length === 0) return scalar;
  const numbers = lengths.length === 0 && type.size === 'seconds' ? [6] : lengths;
  return `${scalar} @db.${native}${numbers.length === 0 ? '' : `(${numbers.join(', ')})`}`;
}
