import { attachPartition } from './attach-partition.ts';
import { autoIncrementColumn } from './auto-increment-column.ts';
import { changeColumnType } from './change-column-type.ts';
import { checkValidated } from './check-validated.ts';
import { concurrentlyInTransaction } from './concurrently-in-transaction.ts';
import { dataInMigration } from './data-in-migration.ts';
import { deleteAllRows } from './delete-all-rows.ts';
import { domainConstraint } from './domain-constraint.ts';
import { dropCascade } from './drop-cascade.ts';
import { dropColumn } from './drop-column.ts';
import { dropIndexNotConcurrent } from './drop-index-not-concurrent.ts';
import { dropNotNull } from './drop-not-null.ts';
import { dropObject } from './drop-object.ts';
import { dropSchema } from './drop-schema.ts';
import { dropTable } from './drop-table.ts';
import { enumValueOrder } from './enum-value-order.ts';
import { exclusionConstraint } from './exclusion-constraint.ts';
import { foreignKeyValidated } from './foreign-key-validated.ts';
import { generatedColumn } from './generated-column.ts';
import { indexNotConcurrent } from './index-not-concurrent.ts';
import { jsonColumn } from './json-column.ts';
import { lockTable } from './lock-table.ts';
import { moveSchema } from './move-schema.ts';
import { notJudged } from './not-judged.ts';
import { refreshNotConcurrent } from './refresh-not-concurrent.ts';
import { reindexNotConcurrent } from './reindex-not-concurrent.ts';
import { renameColumn } from './rename-column.ts';
import { renameEnumValue } from './rename-enum-value.ts';
import { renameTable } from './rename-table.ts';
import { requiredColumn } from './required-column.ts';
import { rewriteTable } from './rewrite-table.ts';
import { setNotNull } from './set-not-null.ts';
import { truncate } from './truncate.ts';
import { uncommittedTransaction } from './uncommitted-transaction.ts';
import { uniqueConstraint } from './unique-constraint.ts';
import { validateAtOnce } from './validate-at-once.ts';
import { volatileDefault } from './volatile-default.ts';
import { type Rule } from './rule.ts';

/** Every rule, the worst first; each in a file of its own. */
export const rules: readonly Rule[] = [
  deleteAllRows,
  dropCascade,
  dropColumn,
  dropObject,
  dropSchema,
  dropTable,
  moveSchema,
  renameColumn,
  renameEnumValue,
  renameTable,
  truncate,
  requiredColumn,
  setNotNull,
  autoIncrementColumn,
  changeColumnType,
  generatedColumn,
  rewriteTable,
  volatileDefault,
  attachPartition,
  checkValidated,
  concurrentlyInTransaction,
  dataInMigration,
  domainConstraint,
  dropIndexNotConcurrent,
  exclusionConstraint,
  foreignKeyValidated,
  indexNotConcurrent,
  lockTable,
  notJudged,
  refreshNotConcurrent,
  reindexNotConcurrent,
  uniqueConstraint,
  validateAtOnce,
  dropNotNull,
  enumValueOrder,
  jsonColumn,
  uncommittedTransaction,
];
