import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type ConfigurationAction, type ConfigurationSetting, Prisma } from '@/generated/prisma/client.ts';
import { type CreateSetting } from './dto/create-setting.ts';
import { type UpdateSetting } from './dto/update-setting.ts';
import { SettingRegistry } from './setting-registry.ts';
import { SettingSealer } from './setting-sealer.ts';
import { SettingValue } from './setting-value.ts';
import { SettingsCache } from './settings-cache.ts';

type Transaction = Prisma.TransactionClient;

/** Every change of a setting: value checked, history in the same transaction, cache emptied after it. */
@Injectable()
export class SettingWriter {
  constructor(
    private readonly prisma: PrismaService,
    private readonly registry: SettingRegistry,
    private readonly sealer: SettingSealer,
    private readonly cache: SettingsCache,
  ) {}

  /** A second setting for the same key and environment fails with Prisma's P2002 (409). */
  create(input: CreateSetting, actor: string): Promise<ConfigurationSetting> {
    this.registry.assertValue(input.key, input.value);
    return this.change((tx) => this.insert(tx, input, 'CREATED', actor));
  }

  /** @throws NotFoundException, ConflictException when somebody else changed it first */
  update(id: string, patch: UpdateSetting, actor: string): Promise<ConfigurationSetting> {
    return this.change(async (tx) => this.modify(tx, await this.find(tx, id), patch, 'UPDATED', actor));
  }

  /** Creates or changes the setting of a key and environment. */
  put(input: CreateSetting, action: ConfigurationAction, actor: string): Promise<ConfigurationSetting> {
    this.registry.assertValue(input.key, input.value);
    return this.change(async (tx) => {
      const { key, environment, ...patch } = input;
      const known = await tx.configurationSetting.findUnique({
        where: { key_environment: { key, environment } },
      });
      if (known === null) return this.insert(tx, input, action === 'UPDATED' ? 'CREATED' : action, actor);
      return this.modify(tx, known, patch, action, actor);
    });
  }

  /** Removes a setting; its history stays. */
  async remove(id: string, actor: string): Promise<void> {
    await this.change(async (tx) => {
      const before = await this.find(tx, id);
      await tx.configurationSetting.delete({ where: { id } });
      await this.record(tx, before, undefined, 'DELETED', actor);
    });
  }

  private async change<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const result = await this.prisma.$transaction(work);
    this.cache.clear();
    return result;
  }

  private async find(tx: Transaction, id: string): Promise<ConfigurationSetting> {
    const setting = await tx.configurationSetting.findUnique({ where: { id } });
    if (setting === null) throw new NotFoundException(`No setting ${id}`);
    return setting;
  }

  private async insert(tx: Transaction, input: CreateSetting, action: ConfigurationAction, actor: string) {
    const { key, value, isSensitive } = input;
    const stored = isSensitive ? this.sealer.seal(key, value) : value;
    const after = await tx.configurationSetting.create({
      data: { ...input, value: stored, createdBy: actor },
    });
    if (isSensitive) await this.sealHistory(tx, after);
    await this.record(tx, undefined, after, action, actor);
    return after;
  }

  private async modify(
    tx: Transaction,
    before: ConfigurationSetting,
    { value, expectedVersion, ...patch }: UpdateSetting,
    action: ConfigurationAction,
    actor: string,
  ): Promise<ConfigurationSetting> {
    if (expectedVersion !== undefined && expectedVersion !== before.version) throw changedMeanwhile(before);
    const { id, key, version } = before;
    if (value !== undefined) this.registry.assertValue(key, value);
    const isSensitive = patch.isSensitive ?? before.isSensitive;
    if (before.isSensitive && !isSensitive && value === undefined) {
      throw new ConflictException('A sensitive setting becomes public only together with a new value');
    }
    const next = value ?? this.clear(before);
    const stored = isSensitive ? this.sealer.seal(key, next) : next;
    const { count } = await tx.configurationSetting.updateMany({
      where: { id, version },
      data: { ...patch, value: stored, version: { increment: 1 } },
    });
    if (count === 0) throw changedMeanwhile(before);
    if (isSensitive && !before.isSensitive) await this.sealHistory(tx, before);
    const after = await tx.configurationSetting.findUniqueOrThrow({ where: { id } });
    await this.record(tx, before, after, action, actor);
    return after;
  }

  /** The history of a setting that became sensitive must not keep telling its old values. */
  private async sealHistory(tx: Transaction, { key, environment }: ConfigurationSetting): Promise<void> {
    const open = await tx.configurationHistory.findMany({ where: { key, environment, isSensitive: false } });
    for (const { id, oldValue, newValue } of open) {
      const seal = (value: Prisma.JsonValue) =>
        value === null ? Prisma.DbNull : this.sealer.seal(key, SettingValue.parse(value));
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
      const value = this.clear(setting);
      return isSensitive ? this.sealer.seal(setting.key, value) : value;
    };
    const { id: settingId, key, environment, isActive } = subject;
    await tx.configurationHistory.create({
      data: {
        ...{ settingId, key, environment, action, isSensitive, isActive, changedBy: actor },
        ...{ oldValue: stored(before), newValue: stored(after) },
      },
    });
  }

  private clear({ key, value, isSensitive }: ConfigurationSetting): SettingValue {
    return isSensitive ? this.sealer.open(key, value) : SettingValue.parse(value);
  }
}

function changedMeanwhile({ key, version }: ConfigurationSetting): ConflictException {
  return new ConflictException(
    `The setting "${key}" was changed meanwhile (now version ${version} or later)`,
  );
}
