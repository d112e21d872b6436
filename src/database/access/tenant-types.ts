/** What of Prisma's types says of a model what its relations lead to. */
export interface Shape {
  name: string;
  objects: object;
  scalars: object;
}

/** The model a relation leads to. */
export type Target<P extends Shape, K extends keyof P['objects']> =
  NonNullable<P['objects'][K]> extends (infer Entry)[] ? Entry & Shape : NonNullable<P['objects'][K]> & Shape;

/*
 * Arguments of a query that writes, in which what says the tenant of a new row may be left out: the client fills it in.
 * `Tenants` has for each model what that is called: `{ StoredEvent: 'tenantId' | 'tenant' }`. Without tenant models
 * Prisma's own type is passed on as it is.
 */
export type Filled<A, P extends Shape, Tenants> = [keyof Tenants] extends [never]
  ? A
  : A extends { where: unknown; create: unknown }
    ? Around<A, P, Tenants>
    : A extends { where: unknown }
      ? Changed<A, P, Tenants>
      : Created<A, P, Tenants>;

type Created<A, P extends Shape, Tenants> = {
  [K in keyof A]: K extends 'data' ? NewRow<A[K], P, Tenants> : A[K];
};

type Changed<A, P extends Shape, Tenants> = {
  [K in keyof A]: K extends 'data' ? Row<A[K], P, Tenants> : A[K];
};

/** Of `{ where: …, create: …, update: … }`. */
type Around<A, P extends Shape, Tenants> = A extends readonly (infer Entry)[]
  ? Around<Entry, P, Tenants>[]
  : {
      [K in keyof A]: K extends 'create'
        ? NewRow<A[K], P, Tenants>
        : K extends 'update' | 'data'
          ? Row<A[K], P, Tenants>
          : A[K];
    };

type TenantKey<P extends Shape, Tenants> = P['name'] extends keyof Tenants ? Tenants[P['name']] : never;

type NewRow<D, P extends Shape, Tenants> = D extends readonly (infer Entry)[]
  ? NewRow<Entry, P, Tenants>[]
  : D extends object
    ? {
        [K in keyof D as K extends TenantKey<P, Tenants> ? never : K]: Nested<D[K], P, K, Tenants>;
      } & { [K in keyof D as K extends TenantKey<P, Tenants> ? K : never]?: D[K] }
    : D;

type Row<D, P extends Shape, Tenants> = D extends object
  ? { [K in keyof D]: Nested<D[K], P, K, Tenants> }
  : D;

/** Of `{ create: … }` and its like below a relation; other values stay. */
type Nested<V, P extends Shape, K, Tenants> = K extends keyof P['objects']
  ? V extends object
    ? {
        [O in keyof V]: O extends 'create'
          ? NewRow<V[O], Target<P, K>, Tenants>
          : O extends 'createMany'
            ? Many<V[O], Target<P, K>, Tenants>
            : O extends 'connectOrCreate' | 'upsert'
              ? Each<V[O], Target<P, K>, Tenants>
              : V[O];
      }
    : V
  : V;

type Many<V, P extends Shape, Tenants> = V extends object ? Created<V, P, Tenants> : V;

type Each<V, P extends Shape, Tenants> = V extends object ? Around<V, P, Tenants> : V;
