import { type z } from 'zod';
import { type JobDefinition } from './define-job.ts';
import { type JobRun } from './job-run.ts';

/** On the method: the definition it handles. */
const key = Symbol('tessera:job');

/**
 * Makes a method of a provider the handler of a job.
 *
 * @example
 * @JobHandler(sendReminder)
 * async send({ customerId }: PayloadOf<typeof sendReminder>, { signal }: JobRun) { ... }
 */
export function JobHandler<Schema extends z.ZodType>(definition: JobDefinition<Schema>) {
  return <Method extends (payload: z.output<Schema>, run: JobRun) => unknown>(
    _target: object,
    _name: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    if (descriptor.value === undefined) throw new TypeError('@JobHandler() belongs on a method');
    Reflect.defineMetadata(key, definition, descriptor.value);
  };
}

/** The definition that a method handles. */
export function handledBy(method: object): JobDefinition | undefined {
  const found: unknown = Reflect.getMetadata(key, method);
  return isDefinition(found) ? found : undefined;
}

function isDefinition(value: unknown): value is JobDefinition {
  return typeof value === 'object' && value !== null && 'name' in value && 'payload' in value;
}
