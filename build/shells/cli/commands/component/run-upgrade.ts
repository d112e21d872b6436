import path from 'node:path';
import {
  type UpgradeReport,
  upgradeComponent,
} from '../../../../use-cases/lifecycle/upgrade/upgrade-component.ts';
import { type CommandIo, type ExitCode } from '../../command.ts';
import { describeUpgrade } from './describe-upgrade.ts';
import { present } from '../../present.ts';
import { type CommonOptions } from '../../command.ts';

/** The flags of `tessera component upgrade`. */
export interface UpgradeOptions extends CommonOptions {
  readonly dryRun: boolean;
  readonly acceptDataLoss: boolean;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Carries out `tessera component upgrade`. */
export async function runComponentUpgrade(
  name: string,
  source: string,
  options: UpgradeOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const { json, dryRun, acceptDataLoss } = options;
  const projectDir = path.resolve(io.cwd, options.project);
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  for (const signal of signals) process.on(signal, onSignal);
  try {
    const { cwd, env } = io;
    const request = { name, source, cwd, projectDir, dryRun, acceptDataLoss, env, signal: stop.signal };
    const outcome = await upgradeComponent(request);
    const fields = (known?: UpgradeReport): object => reportFields(name, known);
    return await present(outcome, { projectDir, json, fields, lines: describeUpgrade }, io);
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}

function reportFields(
  name: string,
  known: UpgradeReport = { component: name, go: false, done: false },
): object {
  const { rehearsal, ...report } = known;
  if (!rehearsal) return report;
  const { version, plan, clone, tested } = rehearsal;
  return {
    ...report,
    to: version ?? null,
    plan: plan ?? null,
    clone: clone ? { madeBy: clone.madeBy, rows: clone.rows } : null,
    tested,
  };
}
