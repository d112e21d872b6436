import { resolve } from 'node:path';
import { projectWebpack } from 'nestjs-tessera/webpack';

/** Its doors are folders here; elsewhere they come with the package. @param {string} path */
const src = (path) => resolve(import.meta.dirname, 'src', path);

export default projectWebpack(import.meta.dirname, {
  prisma: true,
  alias: {
    'nestjs-tessera/platform$': src('platform/index.ts'),
    'nestjs-tessera/database$': src('database/index.ts'),
    'nestjs-tessera/testing$': src('doors/testing.ts'),
    'nestjs-tessera/hot$': src('doors/hot.ts'),
  },
});
