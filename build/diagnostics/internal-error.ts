/** A mistake in our own code: what cannot happen did. Problems of the author's project are diagnostics. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}
