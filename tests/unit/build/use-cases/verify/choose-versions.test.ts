import { describe, expect, it } from '@jest/globals';
import { choosePlatforms } from '../../../../../build/use-cases/verify/choose-versions.ts';

const question = { component: 'crm', range: '^0.2.0', asked: [], installed: '0.2.0', cwd: '/', env: {} };

describe('choosePlatforms', () => {
  it('takes what the caller names, versions and tarballs', async () => {
    const asked = ['0.2.0', '/packages/nestjs-tessera-0.3.0.tgz'];
    expect(await choosePlatforms({ ...question, asked })).toEqual([
      { label: '0.2.0', spec: '0.2.0' },
      { label: 'nestjs-tessera-0.3.0.tgz', spec: 'file:/packages/nestjs-tessera-0.3.0.tgz' },
    ]);
  });

  it('takes the tarball that the author works with, which is ahead of every registry', async () => {
    const installed = 'file:/packages/nestjs-tessera-0.2.1.tgz';
    expect(await choosePlatforms({ ...question, installed })).toEqual([
      { label: 'nestjs-tessera-0.2.1.tgz', spec: installed },
    ]);
  });

  it('refuses a component that does not say what it works with', async () => {
    expect(await choosePlatforms({ ...question, range: undefined })).toMatchObject({
      code: 'VERIFY.NO_ENGINE',
      hint: expect.stringContaining('engines'),
    });
  });

  it('says that no registry can be asked, and what to name instead', async () => {
    // Nothing listens on port 1.
    const env = { npm_config_registry: 'http://127.0.0.1:1', npm_config_fetch_retries: '0' };
    expect(await choosePlatforms({ ...question, env })).toMatchObject({
      code: 'VERIFY.NO_VERSION',
      message: expect.stringContaining('did not say'),
      hint: expect.stringContaining('--tessera'),
    });
  });
});
