import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import {
  type Condition,
  isCompleteCondition,
  type RowAction,
  type RowDecision,
  type RowLimits,
} from '../../database/index.ts';
import { currentPrincipal } from './current-principal.ts';
import { RowPolicy } from './define-policy.ts';
import { holdsPermission } from './holds-permission.ts';

/** Two policies for one model, or one that says something else than it seems to. */
export class InvalidPolicyError extends Error {
  override readonly name = 'InvalidPolicyError';
  readonly code = 'ACCESS.INVALID_POLICY';

  constructor(message: string) {
    super(`ACCESS.INVALID_POLICY: ${message}`);
  }
}

/** Decides by the policies of the components, for the principal of the work under way. */
@Injectable()
export class RowPolicies implements RowLimits, OnApplicationBootstrap {
  readonly #discovery: DiscoveryService;
  #known: ReadonlyMap<string, RowPolicy> | undefined;

  constructor(@Inject(DiscoveryService) discovery: DiscoveryService) {
    this.#discovery = discovery;
  }

  /** @throws InvalidPolicyError when a model has two */
  onApplicationBootstrap(): void {
    this.#known = this.#find();
  }

  isEmpty(): boolean {
    return this.#policies().size === 0;
  }

  /** @throws InvalidPolicyError when a condition lacks a value: Prisma would leave it out */
  decide(model: string, action: RowAction): RowDecision {
    const policy = this.#policies().get(model);
    const principal = currentPrincipal();
    if (policy === undefined || principal.kind === 'system') return 'all';
    const conditions: Condition[] = [];
    for (const { permission, to, where } of policy.rules) {
      if (to !== action || !holdsPermission(principal.permissions, permission)) continue;
      if (where === undefined) return 'all';
      const condition = where(principal);
      if (!isCompleteCondition(condition)) {
        throw new InvalidPolicyError(
          `The condition of "${permission}" for rows of "${model}" lacks a value, and would mean more rows than it says.`,
        );
      }
      // Rules of several permissions may say one thing; two conditions are harder to keep to than one.
      if (!conditions.some((known) => isDeepStrictEqual(known, condition))) conditions.push(condition);
    }
    return conditions.length === 0 ? 'none' : conditions;
  }

  /** While the application starts, providers come one after the other. */
  #policies(): ReadonlyMap<string, RowPolicy> {
    return this.#known ?? this.#find();
  }

  #find(): ReadonlyMap<string, RowPolicy> {
    const found = new Map<string, RowPolicy>();
    for (const { instance } of this.#discovery.getProviders()) {
      const policy: unknown = instance;
      if (!(policy instanceof RowPolicy) || found.get(policy.model) === policy) continue;
      if (found.has(policy.model)) {
        throw new InvalidPolicyError(`"${policy.model}" has two policies. Write all of its rules into one.`);
      }
      found.set(policy.model, policy);
    }
    return found;
  }
}
