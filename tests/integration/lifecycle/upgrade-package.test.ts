import { mkdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { npm, packPackage } from '../../support/pack-package.ts';
import { tarArchive } from '../../support/tar-archive.ts';
import { createLifecycleProject, crmAndUsers, type LifecycleProject } from './lifecycle-project.ts';

const guest = (more = ''): string => `model Guest {\n  id   Int @id\n  name String\n${more}}\n`;

let shop: LifecycleProject;
/** A version of the component's package. */
const pack = (version: string, tessera: object, schema = guest(), more: object = {}): string =>
  packPackage(
    shop,
    { name: '@acme/tessera-guests', version, tessera, ...more },
    { 'prisma/schema.prisma': schema },
  );

beforeEach(async () => {
  shop = createLifecycleProject({
    ...crmAndUsers,
    'tessera.config.json': '{ "packages": ["@acme/tessera-guests"] }\n',
    '.npmrc': 'offline=true\n',
  });
  // npm works in here: this must not be the link to the packages of this repository.
  unlinkSync(join(shop.dir, 'node_modules'));
  mkdirSync(join(shop.dir, 'node_modules'));
  npm(shop.dir, 'install', pack('1.0.0', {}));
  await shop.migrate('init');
});
afterEach(() => shop.close());

const everything = () => [
  shop.tree('node_modules'),
  shop.tree('src/components'),
  shop.tree('prisma/migrations'),
  ...['package.json', 'package-lock.json', 'components.lock.json'].map((file) => shop.read(file)),
];
const upgrade = async (component: string, source: string) => {
  const { exitCode, stdout } = await shop.tessera('component', 'upgrade', component, source, '--json');
  return { exitCode, report: JSON.parse(stdout) as unknown };
};
const refusal = (code: string, message: string) => ({
  ok: false,
  go: false,
  done: false,
  diagnostics: [expect.objectContaining({ code, message: expect.stringContaining(message) })],
});

describe('tessera component upgrade of a package', () => {
  it('is a no-go when the new version does not fit, and neither npm nor anything else changed a file', async () => {
    const before = everything();
    const needy = pack('2.0.0', { requires: { billing: '^1.0.0' } }, guest('  vip Boolean\n'));
    expect(await upgrade('guests', needy)).toMatchObject({
      exitCode: 1,
      report: {
        ...refusal('COMPONENT.MISSING_DEPENDENCY', 'billing'),
        component: 'guests',
        from: '1.0.0',
        to: '2.0.0',
      },
    });
    // What npm itself could not install: without the network there is no peer.
    const lonely = pack('2.0.1', {}, guest(), { peerDependencies: { 'not-to-be-had': '^1.0.0' } });
    expect(await upgrade('guests', lonely)).toMatchObject({
      exitCode: 1,
      report: refusal('LIFECYCLE.NO_GO', 'npm cannot install'),
    });
    expect(await upgrade('guests', '@acme/tessera-guests@9.9.9')).toMatchObject({
      exitCode: 1,
      report: refusal('LIFECYCLE.NO_GO', 'npm has no "@acme/tessera-guests@9.9.9"'),
    });
    const archive = tarArchive([
      { name: 'package/package.json', content: '{ "name": "@acme/tessera-guests", "version": "2.0.2" }' },
      { name: 'package/prisma/schema.prisma', type: '2', link: '/etc/passwd' },
    ]);
    shop.write('evil.tgz', gzipSync(archive));
    expect(await upgrade('guests', 'evil.tgz')).toMatchObject({
      exitCode: 1,
      report: refusal('LIFECYCLE.UNSAFE_TARBALL', '"package/prisma/schema.prisma" is a link.'),
    });
    expect(everything()).toEqual(before);
    expect(Object.keys(shop.tree('.tessera')).filter((file) => file.startsWith('component-test/'))).toEqual(
      [],
    );
  });

  it('takes a package for a package and a folder for a folder, and says how to get from one to the other', async () => {
    const other = packPackage(shop, { name: 'left', version: '1.0.0', tessera: {} }, {});
    const cases: readonly (readonly [string, string, number, ReturnType<typeof refusal>])[] = [
      ['guests', other, 1, refusal('LIFECYCLE.NO_GO', 'is the package "left"')],
      ['guests', 'src/components/crm', 1, refusal('LIFECYCLE.IS_PACKAGE', 'is a folder')],
      ['guests', 'left@1.0.0', 2, refusal('CALL.INVALID', 'no new version')],
      ['guests', 'nowhere.tgz', 2, refusal('CALL.INVALID', 'no new version')],
      ['crm', other, 1, refusal('LIFECYCLE.IS_PACKAGE', 'a folder with its sources')],
      ['crm', '@acme/tessera-guests', 1, refusal('LIFECYCLE.IS_PACKAGE', 'a folder with its sources')],
      ['crm', 'nowhere', 2, refusal('CALL.INVALID', 'no new version')],
    ];
    for (const [component, source, exitCode, report] of cases) {
      expect({ source, ...(await upgrade(component, source)) }).toMatchObject({ source, exitCode, report });
    }
    shop.write('pnpm-lock.yaml', '');
    shop.remove('package-lock.json');
    expect(await upgrade('guests', pack('1.1.0', {}))).toMatchObject({
      exitCode: 2,
      report: refusal('CALL.INVALID', 'installed by pnpm'),
    });
  });
});
