import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { orderBy, paginate } from '@/platform';
import { type HistoryQuery } from './dto/history-query.ts';
import { historyView } from './dto/history-view.ts';
import { settingView, type SettingView } from './dto/setting-view.ts';
import { SettingSealer } from './setting-sealer.ts';
import { SettingValue } from './setting-value.ts';
import { SettingWriter } from './setting-writer.ts';

/** What happened to settings, and the way back. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly prisma: PrismaService<'configuration'>,
    private readonly sealer: SettingSealer,
    private readonly writer: SettingWriter,
  ) {}

  async list(query: HistoryQuery) {
    const { settingId, key, environment, action, changedBy, from, to, sort } = query;
    const where = { settingId, key, environment, action, changedBy, changedAt: { gte: from, lt: to } };
    const page = await paginate(query, (window) =>
      this.prisma.configurationHistory.findMany({ where, orderBy: orderBy(sort), ...window }),
    );
    return { ...page, items: page.items.map(historyView) };
  }

  /**
   * Gives the setting the value it had after the change; a deleted setting comes back.
   *
   * @throws NotFoundException for an unknown entry, ConflictException for a deletion: nothing to go back to
   */
  async rollBack(entryId: string, actor: string): Promise<SettingView> {
    const entry = await this.prisma.configurationHistory.findUnique({ where: { id: entryId } });
    if (entry === null) throw new NotFoundException(`No history entry ${entryId}`);
    const { key, environment, newValue, isSensitive, isActive } = entry;
    if (newValue === null) {
      throw new ConflictException('This entry is a deletion; roll back to an entry that has a new value');
    }
    const value = isSensitive ? this.sealer.open(key, newValue) : SettingValue.parse(newValue);
    const input = { key, environment, value, isActive, isSensitive };
    return settingView(await this.writer.put(input, 'ROLLED_BACK', actor));
  }
}
