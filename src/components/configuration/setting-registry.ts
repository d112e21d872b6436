import { Injectable, UnprocessableEntityException } from '@nestjs/common';
import { z } from 'zod';
import { FLAG_PREFIX } from './flag-key.ts';
import { type SettingDefinition } from './setting-definition.ts';
import { type SettingValue } from './setting-value.ts';

/** The settings the running components have declared. */
@Injectable()
export class SettingRegistry {
  private readonly definitions = new Map<string, SettingDefinition<unknown>>();

  /** @throws Error when another definition already has the key: two owners would overwrite each other. */
  register(definition: SettingDefinition<unknown>): void {
    const known = this.definitions.get(definition.key);
    if (known !== undefined && known !== definition) {
      throw new Error(`Two components define the setting "${definition.key}"; each key has one owner`);
    }
    this.definitions.set(definition.key, definition);
  }

  /** All definitions, sorted by key. */
  all(): readonly SettingDefinition<unknown>[] {
    return [...this.definitions.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** What is wrong with a value for this key, or undefined when it may be stored. */
  problemWith(key: string, value: unknown): string | undefined {
    const schema =
      this.definitions.get(key)?.schema ?? (key.startsWith(FLAG_PREFIX) ? z.boolean() : undefined);
    const checked = schema?.safeParse(value);
    return checked?.error?.issues.map((issue) => [...issue.path, issue.message].join(': ')).join('; ');
  }

  /** @throws UnprocessableEntityException naming the key when its definition refuses the value. */
  assertValue(key: string, value: SettingValue): void {
    const problem = this.problemWith(key, value);
    if (problem !== undefined) {
      throw new UnprocessableEntityException(`The value does not fit the setting "${key}": ${problem}`);
    }
  }
}
