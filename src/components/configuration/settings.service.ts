import { Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { orderBy, paginate, startsWithText } from '@/platform';
import { type SettingQuery } from './dto/setting-query.ts';
import { settingView, type SettingView } from './dto/setting-view.ts';

/** Reads stored settings, for people who administer them. */
@Injectable()
export class SettingsService {
  constructor(private readonly prisma: PrismaService<'configuration'>) {}

  async list(query: SettingQuery) {
    const { key, environment, isActive, isSensitive, sort } = query;
    const where = {
      ...(key === undefined ? {} : { key: startsWithText(key) }),
      ...{ environment, isActive, isSensitive },
    };
    const page = await paginate(query, (window) =>
      this.prisma.configurationSetting.findMany({ where, orderBy: orderBy(sort), ...window }),
    );
    return { ...page, items: page.items.map(settingView) };
  }

  /** @throws NotFoundException */
  async get(id: string): Promise<SettingView> {
    const setting = await this.prisma.configurationSetting.findUnique({ where: { id } });
    if (setting === null) throw new NotFoundException(`No setting ${id}`);
    return settingView(setting);
  }
}
