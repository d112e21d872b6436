import { projectWebpack } from 'nestjs-tessera/webpack';

export default projectWebpack(import.meta.dirname);
