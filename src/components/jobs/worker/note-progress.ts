import { type Sql } from '../queue/queue.port.ts';

const upsert = `INSERT INTO job_progress ("jobId", percent, note, "updatedAt") VALUES ($1::uuid, $2, $3, now())
  ON CONFLICT ("jobId") DO UPDATE SET percent = excluded.percent, note = excluded.note, "updatedAt" = now()`;

/** Shows how far a job is, at once: also while the transaction it runs in is open. */
export async function noteProgress(
  sql: Sql,
  id: string,
  percent: number,
  note: string | undefined,
): Promise<void> {
  await sql.executeSql(upsert, [id, Math.min(100, Math.max(0, percent)), note ?? null]);
}
