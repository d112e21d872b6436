import { Injectable, ServiceUnavailableException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type ConfigurationSetting } from '@/generated/prisma/client.ts';
import { ALL_ENVIRONMENTS, type StoredSetting } from './effective-settings.ts';
import { SettingSealer } from './setting-sealer.ts';
import { SettingValue } from './setting-value.ts';

/** How long another process's change may stay unseen, in milliseconds. */
const MAX_AGE = 5_000;

interface Entry {
  readonly loadedAt: number;
  readonly settings: Promise<readonly StoredSetting[]>;
}

/** The active settings per environment, in clear. Emptied by every change made in this process. */
@Injectable()
export class SettingsCache {
  private entries = new Map<string, Entry>();

  constructor(
    private readonly prisma: PrismaService<'configuration'>,
    private readonly sealer: SettingSealer,
  ) {}

  /** Settings for all environments and for the named one. */
  load(environment: string): Promise<readonly StoredSetting[]> {
    const known = this.entries.get(environment);
    if (known !== undefined && Date.now() - known.loadedAt < MAX_AGE) return known.settings;
    const entry = { loadedAt: Date.now(), settings: this.read(environment) };
    this.entries.set(environment, entry);
    // A failed read must be tried again, not remembered. The caller gets the rejection.
    entry.settings.catch(() => {
      if (this.entries.get(environment) === entry) this.entries.delete(environment);
    });
    return entry.settings;
  }

  /** Call after the commit. A read still under way answers its callers but is not kept. */
  clear(): void {
    this.entries = new Map();
  }

  private async read(environment: string): Promise<readonly StoredSetting[]> {
    const rows = await this.prisma.configurationSetting.findMany({
      where: { environment: { in: [ALL_ENVIRONMENTS, environment] }, isActive: true },
      orderBy: [{ key: 'asc' }, { environment: 'asc' }],
    });
    return rows.map((row) => this.readRow(row));
  }

  /** A row that cannot be read concerns its own key only: the other settings hold. */
  private readRow({ key, environment, value, isSensitive }: ConfigurationSetting): StoredSetting {
    const setting = { key, environment, isSensitive };
    if (!isSensitive) {
      const parsed = SettingValue.safeParse(value);
      if (parsed.success) return { ...setting, value: parsed.data };
      return { ...setting, problem: `The setting "${key}" has a stored value that is none` };
    }
    try {
      return { ...setting, value: this.sealer.open(key, value) };
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      return { ...setting, problem: error.message };
    }
  }
}
