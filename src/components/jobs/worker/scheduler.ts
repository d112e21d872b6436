import { Injectable } from '@nestjs/common';
import cronParser from 'cron-parser';
import { z } from 'zod';
import { type JobDefinition } from '../define/define-job.ts';
import { JobsDatabase } from '../queue/jobs-database.ts';
import { QueuePort } from '../queue/queue.port.ts';
import { settingsOf } from '../queue/settings-of.ts';

const Now = z.array(z.object({ now: z.date() })).length(1);

const declare = `INSERT INTO job_schedules AS s (queue, cron, timezone, "lastSlot", "updatedAt") VALUES ($1, $2, $3, now(), now())
  ON CONFLICT (queue) DO UPDATE SET cron = excluded.cron, timezone = excluded.timezone, "lastSlot" = now(), "updatedAt" = now()
  WHERE (s.cron, s.timezone) IS DISTINCT FROM (excluded.cron, excluded.timezone)`;
const claim = `UPDATE job_schedules SET "lastSlot" = $2, "updatedAt" = now()
  WHERE queue = $1 AND "lastSlot" < $2 RETURNING queue`;

/**
 * Makes the jobs that schedules ask for. Every process looks; the one that moves the schedule's last time on makes the
 * job, in one transaction. After a time without any process the newest of the missed times is made up for.
 */
@Injectable()
export class Scheduler {
  constructor(
    private readonly database: JobsDatabase,
    private readonly queue: QueuePort,
  ) {}

  /** Makes schedules known. What was due before they were is not made up for. */
  async declare(definitions: readonly JobDefinition[]): Promise<void> {
    for (const { name, schedule } of definitions) {
      if (schedule === undefined) continue;
      await this.database.executeSql(declare, [name, schedule.cron, schedule.timezone]);
    }
  }

  /** @returns the names of the jobs it made */
  async tick(definitions: readonly JobDefinition[]): Promise<readonly string[]> {
    const scheduled = definitions.filter(({ schedule }) => schedule !== undefined);
    if (scheduled.length === 0) return [];
    // One clock for all processes.
    const [clock] = Now.parse((await this.database.executeSql('SELECT now() AS now')).rows);
    const made: string[] = [];
    for (const definition of scheduled) {
      const slot = clock && lastSlot(definition, clock.now);
      if (slot !== undefined && (await this.#make(definition, slot))) made.push(definition.name);
    }
    return made;
  }

  #make(definition: JobDefinition, slot: Date): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      const { rows } = await sql.executeSql(claim, [definition.name, slot]);
      if (rows.length === 0) return false;
      const { name, priority, permissions, schedule } = definition;
      await this.queue.declare(settingsOf(definition, undefined), sql);
      await this.queue.add(
        name,
        {
          payload: schedule?.payload,
          origin: { by: { kind: 'system', id: `schedule ${name}` }, permissions, tenant: undefined },
          priority,
          key: undefined,
          startAfter: undefined,
          deadline: undefined,
        },
        sql,
      );
      return true;
    });
  }
}

/** The last time, up to now, that a schedule was due. */
export function lastSlot({ schedule }: Pick<JobDefinition, 'schedule'>, now: Date): Date | undefined {
  if (schedule === undefined) return undefined;
  // `prev` leaves out the time it starts from.
  const currentDate = new Date(now.getTime() + 1);
  return cronParser.parseExpression(schedule.cron, { tz: schedule.timezone, currentDate }).prev().toDate();
}
