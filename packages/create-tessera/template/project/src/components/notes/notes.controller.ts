import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { PrismaService } from 'nestjs-tessera/database';
import { ApiProblems, PageQuery, pageOf, paginate, Public, Requires } from 'nestjs-tessera/platform';

const NoteView = z.object({ id: z.uuid(), text: z.string(), createdAt: z.iso.datetime() });

const CreateNote = z.strictObject({ text: z.string().trim().min(1).max(1000) });
type CreateNote = z.infer<typeof CreateNote>;

@Controller('notes')
export class NotesController {
  constructor(private readonly prisma: PrismaService) {}

  @Get()
  @Public()
  @ApiOkResponse({ standardSchema: pageOf(NoteView) })
  @ApiProblems(400)
  list(@Query({ schema: PageQuery }) query: PageQuery) {
    return paginate(query, (window) =>
      this.prisma.note.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], ...window }),
    );
  }

  @Post()
  @Requires('notes:notes.write')
  @ApiCreatedResponse({ standardSchema: NoteView })
  @ApiProblems(400)
  create(@Body({ schema: CreateNote }) body: CreateNote) {
    return this.prisma.note.create({ data: body });
  }
}
