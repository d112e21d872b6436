import { ConflictException, Injectable } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { currentPrincipal } from '../../../../../src/platform/access/current-principal.ts';
import {
  ComponentCommand,
  type ComponentCommandRunner,
} from '../../../../../src/platform/commands/component-command.ts';
import { runComponentCommand } from '../../../../../src/platform/commands/run-component-command.ts';
import { StartupError } from '../../../../../src/platform/startup.error.ts';

@Injectable()
@ComponentCommand({ component: 'shop', name: 'count', summary: 'Count what is there' })
class Count implements ComponentCommandRunner {
  run(args: readonly string[]): Promise<string> {
    if (args.includes('--fail')) throw new ConflictException('It is counted already.');
    const { kind, id } = currentPrincipal();
    return Promise.resolve(`${args.join(' ')} by ${kind}:${id}`);
  }
}

describe('runComponentCommand', () => {
  let app: TestingModule;
  beforeAll(async () => {
    app = await Test.createTestingModule({ imports: [DiscoveryModule], providers: [Count] }).compile();
  });
  afterAll(() => app.close());

  it('runs the command with its arguments, on behalf of the system', async () => {
    expect(await runComponentCommand(app, ['shop', 'count', '--all'])).toBe('--all by system:shop count');
  });

  it.each([['shop'], ['shop', 'sell'], ['bakery', 'count']])(
    'refuses %s %s, and lists what there is',
    async (...words) => {
      await expect(runComponentCommand(app, words)).rejects.toThrow(
        /no component has the command[^]*shop count/i,
      );
    },
  );

  it('ends in one sentence when the command refuses', async () => {
    const run = runComponentCommand(app, ['shop', 'count', '--fail']);
    await expect(run).rejects.toBeInstanceOf(StartupError);
    await expect(run).rejects.toThrow('It is counted already.');
  });
});
