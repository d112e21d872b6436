/** A database for work inside this process. */
export interface EngineTarget {
  /** `postgresql://…` */
  readonly url: string;
  /** Another database on that server. @default the one of the URL */
  readonly database?: string;
  /** A database to replay migrations in. @default a temporary one on the same server */
  readonly shadowDatabaseUrl?: string;
}
