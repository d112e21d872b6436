import { type IncomingHttpHeaders } from 'node:http';

/** What a route may read of its request with `@Req()`, whatever HTTP adapter Nest runs on. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as they were asked for. */
  readonly originalUrl: string;
  readonly headers: IncomingHttpHeaders;
  /** Address of the caller, seen through trusted proxies only. */
  readonly ip?: string | undefined;
  /** As the query string says it; what a schema lets through comes with `@Query({ schema })`. */
  readonly query: object;
}
