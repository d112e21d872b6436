import { readScript } from '../../../postgres/sql/read-script.ts';
import { type HeldTable } from '../purge/find-holdings.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** Prisma's engine makes every table in one piece: here those that were divided are divided again, with their partitions. */
export async function withPartitions(schema: string, tables: readonly HeldTable[]): Promise<string> {
  if (tables.every(({ partitioning }) => partitioning === undefined)) return schema;
  const { statements } = await readScript(schema);
  const parts = statements.flatMap(({ text, node }) => {
    const relation = 'CreateStmt' in node ? node.CreateStmt.relation : undefined;
    const partitioning = tables.find(
      ({ schema: place, name }) => name === relation?.relname && place === (relation.schemaname ?? place),
    )?.partitioning;
    if (!partitioning) return [text];
    const partitions = partitioning.partitions.map(
      (one) => `CREATE TABLE ${quoteIdentifier(one.schema)}.${quoteIdentifier(one.name)} ${one.definition}`,
    );
    return [`${text} PARTITION BY ${partitioning.by}`, ...partitions];
  });
  return parts.map((text) => `${text};\n`).join('');
}
