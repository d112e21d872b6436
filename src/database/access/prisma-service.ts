import { type Prisma } from '../../generated/prisma/client.ts';
import { type RootClient } from '../root-client.ts';
import { type TransactionOptions } from '../transactions/run-transaction.ts';

/** What of Prisma's client a component does not get. */
type Kept = 'onModuleInit' | 'poolUse' | '$extends' | '$on' | '$connect' | '$disconnect' | '$transaction';

/** A client inside a transaction, which may open another one in it. */
export type TransactionClient = Omit<RootClient, Kept> & {
  /** In a transaction that is open already it is a savepoint of that. */
  $transaction: {
    <T>(work: (client: TransactionClient) => Promise<T>, options?: TransactionOptions): Promise<T>;
    <P extends Prisma.PrismaPromise<unknown>[]>(
      queries: [...P],
      options?: Pick<TransactionOptions, 'isolationLevel'>,
    ): Promise<UnwrapTuple<P>>;
  };
  /**
   * A client with every model, for one of the reasons that `database.system` in component.json declares. Each use is
   * logged and counted.
   *
   * @throws ForeignModelError when the reason is not declared.
   */
  asSystem: (reason: string) => TransactionClient;
};

type UnwrapTuple<Tuple extends readonly unknown[]> = { [K in keyof Tuple]: Awaited<Tuple[K]> };

/**
 * Injects the database client of a component: its own models, those of what it requires for reading, and nothing else.
 * The class is the token only: what is injected is made by `ComponentClients`.
 */
export const PrismaService: abstract new () => object = class PrismaService {
  readonly purpose = 'token';
};

export type PrismaService = TransactionClient;
