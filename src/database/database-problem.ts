import { TenantError, type TenantProblem } from '../context/index.ts';
import { type Problem } from '../problem/index.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { ConnectionLostError } from './connection-lost.error.ts';
import { driverFailure, type DriverFailure } from './driver-failure.ts';
import { PoolTimeoutError } from './pool-timeout.error.ts';

const badValue: Problem = { status: 400, detail: 'A value does not fit the field it is for.' };
const missing: Problem = { status: 404, detail: 'The record does not exist.' };
const duplicate: Problem = { status: 409, detail: 'A record with these values exists already.' };
const reference: Problem = {
  status: 409,
  detail: 'A record it refers to does not exist, or other records still refer to it.',
};
const busy: Problem = { status: 503, detail: 'The database is busy. Try again.', retryAfter: 1 };
const away: Problem = { status: 503, detail: 'The database cannot be reached. Try again.', retryAfter: 5 };
const raced: Problem = {
  status: 409,
  detail: 'Another request changed the same records at the same time. Try again.',
  retryAfter: 1,
};
/** The code expects tables or columns the database does not have. */
export const behind: Problem = {
  status: 503,
  detail: 'The database lacks tables or columns of this version. Its migrations have to be applied.',
  retryAfter: 5,
};
const broken: Problem = { status: 500, detail: 'The server failed. Its log has the details.' };

/** @prisma/adapter-pg's kinds of failure. */
const byKind: Readonly<Record<string, Problem>> = {
  UniqueConstraintViolation: duplicate,
  ForeignKeyConstraintViolation: reference,
  RestrictViolation: { status: 409, detail: 'Other records still refer to this one.' },
  NullConstraintViolation: badValue,
  LengthMismatch: badValue,
  ValueOutOfRange: badValue,
  InvalidInputValue: badValue,
  TransactionWriteConflict: raced,
  TooManyConnections: busy,
  SocketTimeout: away,
  ConnectionClosed: away,
  DatabaseNotReachable: away,
  TlsConnectionError: away,
  AuthenticationFailed: away,
  DatabaseAccessDenied: away,
  DatabaseDoesNotExist: away,
};

/** PostgreSQL's codes (SQLSTATE) that the adapter does not sort; longest prefix wins. */
const bySqlState: Readonly<Record<string, Problem>> = {
  '08': away, // connection exception
  '22': badValue, // data exception, such as a NUL byte in a text
  '23514': badValue, // check constraint
  '23P01': duplicate, // exclusion constraint
  '40': raced, // transaction rollback
  '53': busy, // insufficient resources
  '55P03': busy, // lock not available
  '57014': { status: 503, detail: 'The database took too long. Try again.', retryAfter: 1 },
  '57P': away, // shutdown or start-up of the server
};

const byCode: Readonly<Record<string, Problem>> = {
  ...same(away, 'P1000', 'P1001', 'P1002', 'P1003', 'P1008', 'P1010', 'P1011', 'P1017'),
  ...same(badValue, 'P2000', 'P2005', 'P2006', 'P2007', 'P2011', 'P2012', 'P2013', 'P2019', 'P2020'),
  ...same(badValue, 'P2023', 'P2033'),
  ...same(missing, 'P2001', 'P2015', 'P2018', 'P2025'),
  ...same(reference, 'P2003', 'P2014', 'P2017'),
  ...same(busy, 'P2024', 'P2028', 'P2037'),
  ...same(behind, 'P2021', 'P2022'),
  P2002: duplicate,
  P2034: raced,
};

const byTenant: Readonly<Record<TenantProblem, Problem>> = {
  'ACCESS.NO_TENANT': { status: 403, detail: 'This belongs to tenants: send credentials that have one.' },
  'ACCESS.INVALID_TENANT': { status: 403, detail: 'The tenant of the credentials cannot be one.' },
  'ACCESS.FOREIGN_TENANT': { status: 403, detail: 'A record would belong to another tenant.' },
  'ACCESS.TENANT_CHANGED': broken,
  'ACCESS.NO_SYSTEM_ROLE': broken,
};

function same(problem: Problem, ...codes: string[]): Record<string, Problem> {
  return Object.fromEntries(codes.map((code) => [code, problem]));
}

/** The HTTP problem a database error stands for. Nothing of the error's own text gets into it. */
export function databaseProblem(error: unknown): Problem {
  if (error instanceof TenantError) return byTenant[error.code];
  if (error instanceof PoolTimeoutError) return busy;
  if (error instanceof ConnectionLostError) return away;
  if (error instanceof Prisma.PrismaClientInitializationError) return away;
  if (error instanceof Prisma.PrismaClientValidationError) {
    return { status: 400, detail: 'The request does not fit the data model.' };
  }
  const failure = driverFailure(error);
  const told = failure && fromDriver(failure);
  if (told !== undefined) return told;
  return (error instanceof Prisma.PrismaClientKnownRequestError && byCode[error.code]) || broken;
}

function fromDriver({ kind, originalCode = '' }: DriverFailure): Problem | undefined {
  return (
    byKind[kind] ??
    bySqlState[originalCode] ??
    bySqlState[originalCode.slice(0, 3)] ??
    bySqlState[originalCode.slice(0, 2)]
  );
}
