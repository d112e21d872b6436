import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type DemoPost } from '@/generated/prisma/client.ts';
import { ApiProblems, type HttpReply, type Page, pageOf, Requires } from '@/platform';
import { CreatePost } from './create-post.ts';
import { ListPosts } from './list-posts.ts';
import { PostView } from './post-view.ts';
import { PostsService } from './posts.service.ts';
import { UpdatePost } from './update-post.ts';

@Controller('demo/posts')
export class PostsController {
  constructor(private readonly posts: PostsService) {}

  @Requires('demo:posts.write')
  @Post()
  @ApiOperation({ summary: 'Create a draft' })
  @ApiCreatedResponse({ standardSchema: PostView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreatePost }) body: CreatePost,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<DemoPost> {
    const post = await this.posts.create(body);
    reply.header('Location', `/demo/posts/${post.id}`);
    return post;
  }

  @Requires('demo:posts.read')
  @Get()
  @ApiOperation({ summary: 'List posts' })
  @ApiOkResponse({ standardSchema: pageOf(PostView) })
  @ApiProblems(400)
  list(@Query({ schema: ListPosts }) query: ListPosts): Promise<Page<DemoPost>> {
    return this.posts.list(query);
  }

  @Requires('demo:posts.read')
  @Get(':id')
  @ApiOperation({ summary: 'Get a post' })
  @ApiOkResponse({ standardSchema: PostView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string): Promise<DemoPost> {
    return this.posts.get(id);
  }

  @Requires('demo:posts.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Change title or content' })
  @ApiOkResponse({ standardSchema: PostView })
  @ApiProblems(400, 404)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: UpdatePost }) body: UpdatePost,
  ): Promise<DemoPost> {
    return this.posts.update(id, body);
  }

  @Requires('demo:posts.publish')
  @Post(':id/publish')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publish a draft' })
  @ApiOkResponse({ standardSchema: PostView })
  @ApiProblems(400, 404, 409)
  publish(@Param('id', { schema: z.uuid() }) id: string): Promise<DemoPost> {
    return this.posts.transition(id, 'publish');
  }

  @Requires('demo:posts.publish')
  @Post(':id/archive')
  @HttpCode(200)
  @ApiOperation({ summary: 'Archive a draft or a published post' })
  @ApiOkResponse({ standardSchema: PostView })
  @ApiProblems(400, 404, 409)
  archive(@Param('id', { schema: z.uuid() }) id: string): Promise<DemoPost> {
    return this.posts.transition(id, 'archive');
  }

  @Requires('demo:posts.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a post' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  remove(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.posts.remove(id);
  }
}
