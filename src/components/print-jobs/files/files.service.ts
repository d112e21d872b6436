import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma } from '@/generated/prisma/client.ts';
import { containsText, orderBy, type Page, paginate } from '@/platform';
import { type CreateFile } from './create-file.ts';
import { fileView, type FileView } from './file-view.ts';
import { type ListFiles } from './list-files.ts';

/** Metadata of files. A changed file is a new file: what was printed stays known. */
@Injectable()
export class FilesService {
  constructor(private readonly prisma: PrismaService<'print-jobs'>) {}

  async create(input: CreateFile): Promise<FileView> {
    return fileView(await this.prisma.printFile.create({ data: input }));
  }

  async list(query: ListFiles): Promise<Page<FileView>> {
    const where: Prisma.PrintFileWhereInput = { ownerId: query.ownerId, checksum: query.checksum };
    if (query.q) where.name = containsText(query.q);
    const page = await paginate(query, (window) =>
      this.prisma.printFile.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
    return { ...page, items: page.items.map(fileView) };
  }

  async get(id: string): Promise<FileView> {
    return fileView(await this.prisma.printFile.findUniqueOrThrow({ where: { id } }));
  }

  /** Files that a job names are refused by the database (409). */
  async remove(id: string): Promise<void> {
    await this.prisma.printFile.delete({ where: { id } });
  }
}
