import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type DemoPost } from '@/generated/prisma/client.ts';
import { ApiProblems, type Page, pageOf, Requires } from '@/platform';
import { ListPosts } from '../posts/list-posts.ts';
import { PostView } from '../posts/post-view.ts';
import { PostsService } from '../posts/posts.service.ts';
import { UsersService } from './users.service.ts';

const ListUserPosts = ListPosts.omit({ authorId: true });
type ListUserPosts = z.infer<typeof ListUserPosts>;

@Controller('demo/users/:id/posts')
export class UserPostsController {
  constructor(
    private readonly users: UsersService,
    private readonly posts: PostsService,
  ) {}

  @Requires('demo:posts.read')
  @Get()
  @ApiOperation({ summary: "List a user's posts" })
  @ApiOkResponse({ standardSchema: pageOf(PostView) })
  @ApiProblems(400, 404)
  async list(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: ListUserPosts }) query: ListUserPosts,
  ): Promise<Page<DemoPost>> {
    // An unknown user is a 404, not an empty list.
    await this.users.get(id);
    return this.posts.list({ ...query, authorId: id });
  }
}
