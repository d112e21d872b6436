/** Prisma's description of a schema; types only, the package has nothing to run. */
export type * as DMMF from '@prisma/dmmf';
