/** What the database client of a component reaches beyond its own models; the build works it out. */
export interface ComponentAccess {
  /** Views of its own, which can be read only. */
  readonly views: readonly string[];
  /** Models and views of the components it requires. */
  readonly reads: readonly string[];
  /** Those of them that their owners offer for writing (`offers.write` in component.json). */
  readonly writes: readonly string[];
  /** Relations to models of others, such as `Order.customer`, that are columns of its own: to set one writes only these. */
  readonly links: readonly string[];
  /** Its tenant models (`/// @tenant` in the schema), each with the field that says whose a row is. */
  readonly tenants: Readonly<Record<string, string>>;
  /** Reasons it may give to `asSystem`. */
  readonly system: readonly string[];
  /** Whether it may send SQL of its own. */
  readonly raw: boolean;
}
