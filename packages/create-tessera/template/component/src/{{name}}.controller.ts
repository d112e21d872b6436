import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { PrismaService } from 'nestjs-tessera/database';
import { ApiProblems, PageQuery, pageOf, paginate, Public, Requires } from 'nestjs-tessera/platform';

const ItemView = z.object({ id: z.uuid(), name: z.string(), createdAt: z.iso.datetime() });

const CreateItem = z.strictObject({ name: z.string().trim().min(1).max(200) });
type CreateItem = z.infer<typeof CreateItem>;

@Controller('{{name}}')
export class {{class}}Controller {
  constructor(private readonly prisma: PrismaService) {}

  @Get()
  @Public()
  @ApiOkResponse({ standardSchema: pageOf(ItemView) })
  @ApiProblems(400)
  list(@Query({ schema: PageQuery }) query: PageQuery) {
    return paginate(query, (window) =>
      this.prisma.{{delegate}}Item.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], ...window }),
    );
  }

  @Post()
  @Requires('{{name}}:items.write')
  @ApiCreatedResponse({ standardSchema: ItemView })
  @ApiProblems(400)
  create(@Body({ schema: CreateItem }) body: CreateItem) {
    return this.prisma.{{delegate}}Item.create({ data: body });
  }
}
