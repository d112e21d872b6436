import { Module } from '@nestjs/common';
import { PostsController } from './posts/posts.controller.ts';
import { PostsService } from './posts/posts.service.ts';
import { UserPostsController } from './users/user-posts.controller.ts';
import { UsersController } from './users/users.controller.ts';
import { UsersService } from './users/users.service.ts';

@Module({
  controllers: [UsersController, UserPostsController, PostsController],
  providers: [UsersService, PostsService],
})
export class DemoModule {}
