import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type ConfigurationAction, type ConfigurationSetting, Prisma } from '@/generated/prisma/client.ts';
import { isDeepStrictEqual } from 'node:util';
import { type CreateSetting } from './dto/create-setting.ts';
import { type UpdateSetting } from './dto/update-setting.ts';
import { lockSetting } from './lock-setting.ts';
import { SettingRegistry } from './setting-registry.ts';
import { SettingSealer } from './setting-sealer.ts';
import { type SettingValue } from './setting-value.ts';
import { SettingsCache } from './settings-cache.ts';

type Transaction = PrismaService<'configuration'>;

/** Every change of a setting: value checked, history in the same transaction, cache emptied after it. */
@Injectable()
export class SettingWriter {
  constructor(
    private readonly prisma: PrismaService<'configuration'>,
    private readonly registry: SettingRegistry,
    private readonly sealer: SettingSealer,
    private readonly cache: SettingsCache,
  ) {}

  /** A second setting for the same key and environment fails with Prisma's P2002 (409). */
  create(input: CreateSetting, actor: string): Promise<ConfigurationSetting> {
    this.registry.assertValue(input.key, input.value);
    return this.change(async (tx) => {
      const created = await tx.configurationSetting.create({ data: this.rowOf(input, actor) });
      return this.recordNew(tx, created, 'CREATED', actor);
    });
  }

  /** @throws NotFoundException, ConflictException when the setting is not at `expectedVersion` */
  update(id: string, patch: UpdateSetting, actor: string): Promise<ConfigurationSetting> {
    return this.change(async (tx) => this.modify(tx, await this.lock(tx, id), patch, 'UPDATED', actor));
  }

  /**
   * Creates or changes the setting of a key and environment. Callers at the same moment wait for each other; to write
   * what is there already is no change.
   */
  put(input: CreateSetting, action: ConfigurationAction, actor: string): Promise<ConfigurationSetting> {
    this.registry.assertValue(input.key, input.value);
    const { key, environment, ...patch } = input;
    return this.change(async (tx) => {
      for (;;) {
        const before = await lockSetting(tx, { key, environment });
        if (before !== null) {
          if (action === 'UPDATED' && holds(before, patch)) return before;
          return this.modify(tx, before, patch, action, actor);
        }
        const data = this.rowOf(input, actor);
        const [created] = await tx.configurationSetting.createManyAndReturn({ data, skipDuplicates: true });
        // Without a row a caller at the same moment was first, and has committed by now.
        if (created) return this.recordNew(tx, created, action === 'UPDATED' ? 'CREATED' : action, actor);
      }
    });
  }

  /** Removes a setting, readable or not; its history stays. */
  async remove(id: string, actor: string): Promise<void> {
    await this.change(async (tx) => {
      const before = await this.lock(tx, id);
      await tx.configurationSetting.delete({ where: { id } });
      await this.record(tx, before, undefined, 'DELETED', actor);
    });
  }

  private async change<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const result = await this.prisma.$transaction(work);
    this.cache.clear();
    return result;
  }

  private async lock(tx: Transaction, id: string): Promise<ConfigurationSetting> {
    const setting = await lockSetting(tx, { id });
    if (setting === null) throw new NotFoundException(`No setting ${id}`);
    return setting;
  }

  private rowOf(input: CreateSetting, actor: string) {
    const { key, value, isSensitive } = input;
    return { ...input, value: isSensitive ? this.sealer.seal(key, value) : value, createdBy: actor };
  }

  private async recordNew(
    tx: Transaction,
    created: ConfigurationSetting,
    action: ConfigurationAction,
    actor: string,
  ): Promise<ConfigurationSetting> {
    if (created.isSensitive) await this.sealHistory(tx, created);
    await this.record(tx, undefined, created, action, actor);
    return created;
  }

  private async modify(
    tx: Transaction,
    before: ConfigurationSetting,
    { value, expectedVersion, ...patch }: UpdateSetting,
    action: ConfigurationAction,
    actor: string,
  ): Promise<ConfigurationSetting> {
    if (expectedVersion !== undefined && expectedVersion !== before.version) throw changedMeanwhile(before);
    const { id, key } = before;
    if (value !== undefined) this.registry.assertValue(key, value);
    const isSensitive = patch.isSensitive ?? before.isSensitive;
    if (before.isSensitive && !isSensitive && value === undefined) {
      throw new ConflictException('A sensitive setting becomes public only together with a new value');
    }
    const data = { ...patch, ...this.storedValue(before, value, isSensitive), version: { increment: 1 } };
    const after = await tx.configurationSetting.update({ where: { id }, data });
    if (isSensitive && !before.isSensitive) await this.sealHistory(tx, before);
    await this.record(tx, before, after, action, actor);
    return after;
  }

  /** What changes in the column. A sealed value that stays is not opened: it may be one that cannot be. */
  private storedValue(before: ConfigurationSetting, value: SettingValue | undefined, isSensitive: boolean) {
    if (isSensitive && (value !== undefined || !before.isSensitive)) {
      return { value: this.sealer.seal(before.key, value ?? before.value) };
    }
    return value === undefined ? {} : { value };
  }

  /** The history of a setting that became sensitive must not keep telling its old values. */
  private async sealHistory(tx: Transaction, { key, environment }: ConfigurationSetting): Promise<void> {
    const open = await tx.configurationHistory.findMany({ where: { key, environment, isSensitive: false } });
    for (const { id, oldValue, newValue } of open) {
      const seal = (value: Prisma.JsonValue) =>
        value === null ? Prisma.DbNull : this.sealer.seal(key, value);
      await tx.configurationHistory.update({
        where: { id },
        data: { oldValue: seal(oldValue), newValue: seal(newValue), isSensitive: true },
      });
    }
  }

  private async record(
    tx: Transaction,
    before: ConfigurationSetting | undefined,
    after: ConfigurationSetting | undefined,
    action: ConfigurationAction,
    actor: string,
  ): Promise<void> {
    const subject = after ?? before;
    if (subject === undefined) return;
    const isSensitive = before?.isSensitive === true || after?.isSensitive === true;
    const stored = (setting: ConfigurationSetting | undefined) => {
      if (setting === undefined) return Prisma.DbNull;
      // Sealed already: copied as it is, so that what cannot be opened can be replaced and deleted.
      if (setting.isSensitive || !isSensitive) return setting.value ?? Prisma.JsonNull;
      return this.sealer.seal(setting.key, setting.value);
    };
    const { id: settingId, key, environment, isActive } = subject;
    await tx.configurationHistory.create({
      data: {
        ...{ settingId, key, environment, action, isSensitive, isActive, changedBy: actor },
        ...{ oldValue: stored(before), newValue: stored(after) },
      },
    });
  }
}

function changedMeanwhile({ key, version }: ConfigurationSetting): ConflictException {
  return new ConflictException(`The setting "${key}" was changed meanwhile (it is at version ${version})`);
}

/** Whether a setting is what a caller wants it to be. */
function holds(
  setting: ConfigurationSetting,
  { value, isActive, isSensitive }: Omit<CreateSetting, 'key' | 'environment'>,
) {
  const isOpen = !setting.isSensitive && !isSensitive;
  return isOpen && setting.isActive === isActive && isDeepStrictEqual(setting.value, value);
}
