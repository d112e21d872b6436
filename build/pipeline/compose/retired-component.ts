/** A component that is out of the application while its tables stay. */
export interface RetiredComponent {
  readonly name: string;
  /** The last one that was here. */
  readonly version: string;
}
