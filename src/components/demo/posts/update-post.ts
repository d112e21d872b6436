import { type z } from 'zod';
import { CreatePost } from './create-post.ts';

/** Body of `PATCH /demo/posts/:id`. The author never changes; the status has routes of its own. */
export const UpdatePost = CreatePost.omit({ authorId: true }).partial();

export type UpdatePost = z.infer<typeof UpdatePost>;
