import { type PrismaService } from '@/database';
import { Injectable } from '@nestjs/common';
import { type TestRunAuditAction, type TestRunEntity } from '@/generated/prisma/client.ts';
import { changesBetween } from './changes-between.ts';

/** One change, as the code that makes it knows it. */
export interface AuditedChange {
  readonly organizationId: string;
  readonly action: TestRunAuditAction;
  readonly entity: TestRunEntity;
  readonly entityId: string;
  readonly actor: string;
  /** The row before; absent when it was created. */
  readonly before?: object;
  /** The row after; absent when it was deleted. */
  readonly after?: object;
}

/** Writes the audit log. It needs the transaction of the change, so that both happen or neither. */
@Injectable()
export class AuditTrail {
  async record(tx: PrismaService<'test-runs'>, { before, after, ...entry }: AuditedChange): Promise<void> {
    await tx.testRunAuditEntry.create({ data: { ...entry, changes: changesBetween(before, after) } });
  }
}
