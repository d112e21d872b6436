import { type Prisma } from '../../generated/prisma/client.ts';
import { type RootClient } from '../root-client.ts';
import { type TransactionOptions } from '../transactions/run-transaction.ts';
import { type SystemReach } from '../tenants/system-reach.ts';
import { type Reader, type Writer } from './scoped-types.ts';

declare global {
  /** What each component's client reaches; the generated registry says it, by the component's name. */
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the registry fills it
  interface TesseraComponents {}
}

/** What of Prisma's client a component does not get. */
type Kept =
  'onModuleInit' | 'poolUse' | 'logsSql' | '$extends' | '$on' | '$connect' | '$disconnect' | '$transaction';
type Raw = '$queryRaw' | '$queryRawUnsafe' | '$executeRaw' | '$executeRawUnsafe';

type Results<Queries extends readonly unknown[]> = { [K in keyof Queries]: Awaited<Queries[K]> };

/** What every component's client has; `Client` is what the work of a transaction is handed. */
interface Common<Client, Reason> {
  /** In a transaction that is open already it is a savepoint of that; all that `work` calls joins. */
  $transaction: {
    <T>(work: (client: Client) => Promise<T>, options?: TransactionOptions): Promise<T>;
    <Queries extends Prisma.PrismaPromise<unknown>[]>(
      queries: [...Queries],
      options?: Pick<TransactionOptions, 'isolationLevel'>,
    ): Promise<Results<Queries>>;
  };
  /**
   * A client with every model, for one of the reasons that `database.system` in component.json declares. Each use is
   * logged and counted.
   *
   * @param reach whose rows it reaches, where rows belong to tenants. @default those of the tenant at hand
   * @throws ForeignModelError when the reason is not declared.
   */
  asSystem: (reason: Reason, reach?: SystemReach) => WholeClient;
  /** Whether the database answers. @throws the driver's error when it does not */
  ping: () => Promise<void>;
}

/** A client typed with every model. */
export type WholeClient = Omit<RootClient, Kept | 'ping'> & Common<WholeClient, string>;

/** What the registry says of a component. */
interface Access {
  owns: string;
  reads: string;
  writes: string;
  raw: boolean;
  system: string;
  tenants: object;
}

type Readable<A extends Access> = A['owns'] | A['reads'] | A['writes'];
type Writable<A extends Access> = A['owns'] | A['writes'];

type Models<A extends Access> = {
  [M in Writable<A> as Uncapitalize<M>]: Writer<M, Readable<A>, Writable<A>, A['tenants']>;
} & {
  [M in Exclude<A['reads'], A['writes']> as Uncapitalize<M>]: Reader<M, Readable<A>, Writable<A>>;
};

type ScopedClient<Name extends ComponentName> = TesseraComponents[Name] extends infer A extends Access
  ? Models<A> &
      Common<PrismaService<Name>, A['system']> &
      (A['raw'] extends true ? Pick<RootClient, Raw> : unknown)
  : never;

/** Names of the project's components. */
export type ComponentName = keyof TesseraComponents;

/**
 * Injects the database client of a component: its own models, those of what it requires for reading, and nothing else.
 * The class is the token only: what is injected is made by `ComponentClients`.
 */
export const PrismaService: abstract new () => object = class PrismaService {
  readonly purpose = 'token';
};

/**
 * The type of that client. With the component's name the compiler refuses what the client will; without it, every model is
 * there for the compiler, and the client refuses the same.
 *
 * @example
 * constructor(private readonly prisma: PrismaService<'crm'>) {}
 */
export type PrismaService<Name extends ComponentName = never> = [Name] extends [never]
  ? WholeClient
  : ScopedClient<Name>;
