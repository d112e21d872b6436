import { projectPrisma } from 'nestjs-tessera/prisma-config';

export default await projectPrisma(import.meta.dirname);
