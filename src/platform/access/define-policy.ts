import { type ValueProvider } from '@nestjs/common';
import { type Condition, type Prisma, type RowAction } from '../../database/index.ts';
import { type Permission } from './permission.ts';
import { type Principal } from './principal.ts';

type Where<M extends Prisma.ModelName> = NonNullable<
  Prisma.TypeMap['model'][M]['operations']['findMany']['args']['where']
>;

interface Rule<W> {
  readonly permission: Permission;
  readonly to: RowAction;
  /** Which rows. @default all of the model */
  readonly where?: (principal: Principal) => W;
}

/** Which permission reaches which rows of a model. */
export class RowPolicy {
  constructor(
    readonly model: string,
    readonly rules: readonly Rule<Condition>[],
  ) {}
}

/**
 * A provider that limits the rows of a model by permissions, below the controllers. Rules add up; a model with a policy is
 * closed to principals that hold none of its permissions. To write a row, it has to be within what is read as well.
 *
 * @example
 * definePolicy({
 *   model: 'PrintJob',
 *   rules: [
 *     { permission: 'print-jobs:jobs.read', to: 'read' },
 *     { permission: 'print-jobs:jobs.read-own', to: 'read', where: ({ id }) => ({ ownerId: id }) },
 *   ],
 * })
 */
export function definePolicy<M extends Prisma.ModelName>({
  model,
  rules,
}: {
  readonly model: M;
  readonly rules: readonly Rule<Where<M>>[];
}): ValueProvider<RowPolicy> {
  const plain = rules.map(({ permission, to, where }) => ({
    permission,
    to,
    ...(where && { where: (principal: Principal): Condition => ({ ...where(principal) }) }),
  }));
  return { provide: Symbol(`policy of ${model}`), useValue: new RowPolicy(model, plain) };
}
