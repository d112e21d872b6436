import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkInHost, type HostCheck } from '../../../../../build/use-cases/verify/host-checks.ts';
import { createTempProject, type TempProject } from '../../../../support/temp-project.ts';

describe('checkInHost', () => {
  let host: TempProject;
  beforeEach(() => {
    host = createTempProject();
  });
  afterEach(() => {
    host.dispose();
  });
  const run = async (dependencies: Record<string, string>): Promise<HostCheck[]> => {
    host.write('package.json', JSON.stringify({ private: true, dependencies }));
    const checks: HostCheck[] = [];
    const { signal } = new AbortController();
    const platform = { label: '0.2.0', spec: '0.2.0' };
    const about = { component: 'crm', platform, dir: host.dir, hasTests: true, env: {}, signal };
    for await (const check of checkInHost(about)) checks.push(check);
    return checks;
  };

  it('ends with what npm says when the package cannot be installed', async () => {
    expect(await run({ crm: 'file:not-there.tgz' })).toMatchObject([
      {
        step: 'install',
        ok: false,
        problems: [{ code: 'VERIFY.INSTALL_FAILED', message: expect.stringContaining('not-there.tgz') }],
      },
    ]);
  });

  it('ends with the first step that fails, in the words of the program that failed', async () => {
    expect(await run({})).toMatchObject([
      { step: 'install', ok: true, problems: [] },
      {
        step: 'compose',
        ok: false,
        problems: [{ code: 'VERIFY.FAILED', message: expect.stringContaining('Cannot find module') }],
      },
    ]);
  });
});
