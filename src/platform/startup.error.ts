/** The application cannot start, and the operator can mend it: the message is all they need to see. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
