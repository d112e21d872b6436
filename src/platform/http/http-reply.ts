/**
 * What a route that returns its answer may say besides, whatever HTTP adapter Nest runs on.
 *
 * @example
 * async create(@Body({ schema: CreatePost }) body: CreatePost, @Res({ passthrough: true }) reply: HttpReply) {
 *   const post = await this.posts.create(body);
 *   reply.header('Location', `/demo/posts/${post.id}`);
 *   return post;
 * }
 */
export interface HttpReply {
  readonly status: (code: number) => unknown;
  /** @param value ASCII: what stands in a URL is to be encoded */
  readonly header: (name: string, value: string) => unknown;
}
