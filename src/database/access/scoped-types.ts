import { type Types } from '@prisma/client/runtime/client';
import { type Prisma } from '../../generated/prisma/client.ts';
import { type Filled, type Shape, type Target } from './tenant-types.ts';

/** Prisma's types of one model. */
type Model<M> = M extends keyof Prisma.TypeMap['model'] ? Prisma.TypeMap['model'][M] : never;
type Payload<M> = Model<M>['payload'];
type Operation =
  | 'findUnique'
  | 'findUniqueOrThrow'
  | 'findFirst'
  | 'findFirstOrThrow'
  | 'findMany'
  | 'count'
  | 'aggregate'
  | 'groupBy'
  | 'create'
  | 'createMany'
  | 'createManyAndReturn'
  | 'update'
  | 'updateMany'
  | 'updateManyAndReturn'
  | 'upsert'
  | 'delete'
  | 'deleteMany';
type Args<M, O extends Operation> =
  Model<M> extends { operations: { [K in O]: { args: infer A } } } ? A : never;

/** What the compiler shows of a query that reaches further than its component. */
interface Hidden<Names> {
  'this component does not require the owner of': Names;
}

type Foreign<P extends Shape, Known> = P['name'] extends Known ? never : P['name'];

/** Keys of a filter that hold filters. */
type Combined = 'AND' | 'OR' | 'NOT' | 'some' | 'every' | 'none' | 'is' | 'isNot';

/*
 * Names of models that a query names and its component does not know. A key that may be absent, as in a value of
 * Prisma's own type (`const where: Prisma.UserWhereInput`), is passed over: what it holds is known when the program runs.
 */
type Leak<T, P extends Shape, Read, Write> = T extends object
  ? {
      [K in keyof T]-?: undefined extends T[K]
        ? never
        : K extends 'select' | 'include'
          ? SelectionLeak<T[K], P, Read, Write>
          : K extends 'where' | 'orderBy' | 'having' | 'cursor'
            ? FilterLeak<T[K], P, Read>
            : K extends 'data' | 'create' | 'update'
              ? DataLeak<T[K], P, Read, Write>
              : never;
    }[keyof T]
  : never;

type SelectionLeak<T, P extends Shape, Read, Write> = T extends object
  ? {
      [K in keyof T]-?: undefined extends T[K]
        ? never
        : T[K] extends false | null
          ? never
          : K extends keyof P['objects']
            ? Foreign<Target<P, K>, Read> | Leak<T[K], Target<P, K>, Read, Write>
            : K extends '_count'
              ? Leak<T[K], P, Read, Write>
              : never;
    }[keyof T]
  : never;

type FilterLeak<T, P extends Shape, Read> = T extends readonly (infer Entry)[]
  ? FilterLeak<Entry, P, Read>
  : T extends object
    ? {
        [K in keyof T]-?: undefined extends T[K]
          ? never
          : K extends keyof P['objects']
            ? Foreign<Target<P, K>, Read> | FilterLeak<T[K], Target<P, K>, Read>
            : K extends Combined
              ? FilterLeak<T[K], P, Read>
              : never;
      }[keyof T]
    : never;

type DataLeak<T, P extends Shape, Read, Write> = T extends readonly (infer Entry)[]
  ? DataLeak<Entry, P, Read, Write>
  : T extends object
    ? {
        [K in keyof T]-?: undefined extends T[K]
          ? never
          : K extends keyof P['objects']
            ? NestedLeak<T[K], Target<P, K>, Read, Write>
            : never;
      }[keyof T]
    : never;

/** Of `{ connect: … }`, `{ create: … }` and their like. */
type NestedLeak<T, P extends Shape, Read, Write> = T extends object
  ? {
      [K in keyof T]-?: undefined extends T[K]
        ? never
        : K extends 'connect' | 'disconnect' | 'set'
          ? Foreign<P, Read>
          : Foreign<P, Write> | DataLeak<T[K], P, Read, Write> | AroundLeak<T[K], P, Read, Write>;
    }[keyof T]
  : never;

/** Of `{ where: …, data: … }` and their like in a nested write; its data may also stand there without them. */
type AroundLeak<T, P extends Shape, Read, Write> = T extends readonly (infer Entry)[]
  ? AroundLeak<Entry, P, Read, Write>
  : T extends object
    ? {
        [K in keyof T]-?: undefined extends T[K]
          ? never
          : K extends keyof P['scalars']
            ? never
            : K extends 'where'
              ? FilterLeak<T[K], P, Read>
              : K extends 'data' | 'create' | 'update'
                ? DataLeak<T[K], P, Read, Write>
                : never;
      }[keyof T]
    : never;

type Checked<T, M, O extends Operation, Read, Write> = Prisma.SelectSubset<T, Args<M, O>> &
  Clean<Leak<T, Payload<M>, Read, Write>>;

type Clean<Names> = [Names] extends [never] ? unknown : Hidden<Names>;

type Found<M, T, O extends Operation> = Prisma.PrismaPromise<Types.Result.GetResult<Payload<M>, T, O>>;

/** An operation whose arguments may be left out. */
type Asked<M, O extends Operation, Read, Write> = <T extends Args<M, O>>(
  args?: Checked<T, M, O, Read, Write>,
) => Found<M, T, O>;

/** An operation that needs arguments. */
type Told<M, O extends Operation, Read, Write> = <T extends Args<M, O>>(
  args: Checked<T, M, O, Read, Write>,
) => Found<M, T, O>;

type FilledArgs<M, O extends Operation, Tenants> = Filled<Args<M, O>, Payload<M>, Tenants>;

/** An operation that writes rows, which may need their tenant. */
type Written<M, O extends Operation, Read, Write, Tenants> = <T extends FilledArgs<M, O, Tenants>>(
  args: Prisma.SelectSubset<T, FilledArgs<M, O, Tenants>> & Clean<Leak<T, Payload<M>, Read, Write>>,
) => Found<M, T, O>;

/** What reads a model. `Read` and `Write` are the names of all models the component may read and write. */
export interface Reader<M, Read, Write> {
  findUnique: Told<M, 'findUnique', Read, Write>;
  findUniqueOrThrow: Told<M, 'findUniqueOrThrow', Read, Write>;
  findFirst: Asked<M, 'findFirst', Read, Write>;
  findFirstOrThrow: Asked<M, 'findFirstOrThrow', Read, Write>;
  findMany: Asked<M, 'findMany', Read, Write>;
  count: Asked<M, 'count', Read, Write>;
  aggregate: Told<M, 'aggregate', Read, Write>;
  groupBy: Told<M, 'groupBy', Read, Write>;
}

/** What reads and writes a model. `Tenants` has what says the tenant of a row, by model. */
export interface Writer<M, Read, Write, Tenants> extends Reader<M, Read, Write> {
  create: Written<M, 'create', Read, Write, Tenants>;
  createMany: Written<M, 'createMany', Read, Write, Tenants>;
  createManyAndReturn: Written<M, 'createManyAndReturn', Read, Write, Tenants>;
  update: Written<M, 'update', Read, Write, Tenants>;
  updateMany: Written<M, 'updateMany', Read, Write, Tenants>;
  updateManyAndReturn: Written<M, 'updateManyAndReturn', Read, Write, Tenants>;
  upsert: Written<M, 'upsert', Read, Write, Tenants>;
  delete: Told<M, 'delete', Read, Write>;
  deleteMany: Asked<M, 'deleteMany', Read, Write>;
}
