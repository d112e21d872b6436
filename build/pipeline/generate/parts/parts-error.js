/** The client of this schema cannot be put together from parts; the whole schema is described instead. */
export class PartsError extends Error {}
