/** A component's client was asked for something that is not the component's: a mistake in its code or its component.json. */
export class ForeignModelError extends Error {
  override readonly name = 'ForeignModelError';
  readonly code = 'ACCESS.FOREIGN_MODEL';
  readonly component: string;
  /** What was asked for: a model, or a kind of statement. */
  readonly target: string;

  constructor(component: string, target: string, message: string) {
    super(`ACCESS.FOREIGN_MODEL: ${message}`);
    this.component = component;
    this.target = target;
  }
}
