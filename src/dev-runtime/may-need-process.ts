const isThereAlready = /\balready\b|\bin use\b|\bexists\b|\bduplicate\b|\blocked\b|EEXIST|EADDRINUSE/i;

/**
 * Whether an error says that something is there already: it may be what this process holds and no application can give
 * back, because a package keeps it, or a start that failed has left it. Only a trial shows; this says when one is worth it.
 */
export function mayNeedProcess(error: unknown): boolean {
  return error instanceof Error && isThereAlready.test(error.message);
}
