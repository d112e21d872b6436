import { z } from 'zod';

/** Body of `POST /demo/posts`. */
export const CreatePost = z.strictObject({
  authorId: z.uuid().describe('A user of this component'),
  title: z.string().trim().min(1).max(200).meta({ example: 'Notes on the Analytical Engine' }),
  content: z.string().max(100_000).nullish(),
});

export type CreatePost = z.infer<typeof CreatePost>;
