import { ConflictException, Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type DemoPost, type Prisma } from '@/generated/prisma/client.ts';
import { containsText, orderBy, type Page, paginate } from '@/platform';
import { type CreatePost } from './create-post.ts';
import { type ListPosts } from './list-posts.ts';
import { type TransitionName, transitions } from './transition.ts';
import { type UpdatePost } from './update-post.ts';

@Injectable()
export class PostsService {
  constructor(private readonly prisma: PrismaService<'demo'>) {}

  create(input: CreatePost): Promise<DemoPost> {
    return this.prisma.demoPost.create({ data: input });
  }

  list(query: ListPosts): Promise<Page<DemoPost>> {
    const where: Prisma.DemoPostWhereInput = { status: query.status, authorId: query.authorId };
    if (query.q) {
      where.OR = [{ title: containsText(query.q) }, { content: containsText(query.q) }];
    }
    return paginate(query, (window) =>
      this.prisma.demoPost.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  get(id: string): Promise<DemoPost> {
    return this.prisma.demoPost.findUniqueOrThrow({ where: { id } });
  }

  update(id: string, input: UpdatePost): Promise<DemoPost> {
    return this.prisma.demoPost.update({ where: { id }, data: input });
  }

  async remove(id: string): Promise<void> {
    await this.prisma.demoPost.delete({ where: { id } });
  }

  /**
   * Moves a post to its next status.
   * @throws ConflictException when its status does not allow that, Prisma's P2025 when there is no such post.
   */
  async transition(id: string, name: TransitionName): Promise<DemoPost> {
    const { from, to } = transitions[name];
    // The condition is part of the update: of two callers at the same moment, one wins.
    const [post] = await this.prisma.demoPost.updateManyAndReturn({
      where: { id, status: { in: [...from] } },
      data: { status: to },
    });
    if (post) return post;
    const { status } = await this.get(id);
    throw new ConflictException(
      `Cannot ${name} a post that is ${status}; it has to be ${from.join(' or ')}.`,
    );
  }
}
