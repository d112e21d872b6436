/** All connections stayed busy for DATABASE_POOL_TIMEOUT. */
export class PoolTimeoutError extends Error {
  override readonly name = 'PoolTimeoutError';
}
