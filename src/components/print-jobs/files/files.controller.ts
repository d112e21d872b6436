import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, type HttpReply, type Page, pageOf, Requires } from '@/platform';
import { CreateFile } from './create-file.ts';
import { FileView } from './file-view.ts';
import { FilesService } from './files.service.ts';
import { ListFiles } from './list-files.ts';

@Controller('print-jobs/files')
export class FilesController {
  constructor(private readonly files: FilesService) {}

  @Requires('print-jobs:files.write')
  @Post()
  @ApiOperation({ summary: 'Register a file that is in the storage' })
  @ApiCreatedResponse({ standardSchema: FileView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateFile }) body: CreateFile,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<FileView> {
    const file = await this.files.create(body);
    reply.header('Location', `/print-jobs/files/${file.id}`);
    return file;
  }

  @Requires('print-jobs:files.read')
  @Get()
  @ApiOperation({ summary: 'List files' })
  @ApiOkResponse({ standardSchema: pageOf(FileView) })
  @ApiProblems(400)
  list(@Query({ schema: ListFiles }) query: ListFiles): Promise<Page<FileView>> {
    return this.files.list(query);
  }

  @Requires('print-jobs:files.read')
  @Get(':id')
  @ApiOperation({ summary: 'Get a file' })
  @ApiOkResponse({ standardSchema: FileView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string): Promise<FileView> {
    return this.files.get(id);
  }

  @Requires('print-jobs:files.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Forget a file that no job names' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.files.remove(id);
  }
}
