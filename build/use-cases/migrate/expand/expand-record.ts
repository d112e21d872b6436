import { z } from 'zod';
import { changeSchema } from './recognise/change.ts';
import { schemaEditSchema } from './edits/schema-edit.ts';

/** Beside the `migration.sql` of an expand step: what is open until contract. */
export const expandFile = 'migration.expand.json';

/** Beside that of the contract step: which one it closes. */
export const contractFile = 'migration.contract.json';

export const expandRecordSchema = z.strictObject({
  expandVersion: z.literal(1),
  /** Names of things that contract makes. */
  title: z.string().regex(/^[a-z0-9_]+$/),
  changes: z.array(changeSchema).min(1),
  edits: z.array(schemaEditSchema),
  /** Files below the backfills' folder, without their ending. */
  backfills: z.array(z.string()),
  /** Statements for contract: constraints that do not yet hold for all rows. */
  validate: z.array(z.string()),
});

export type ExpandRecord = z.output<typeof expandRecordSchema>;

export const contractRecordSchema = z.strictObject({
  contractVersion: z.literal(1),
  /** Folder of the expand step. */
  closes: z.string(),
});

export function formatJson(value: ExpandRecord | z.output<typeof contractRecordSchema>): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
