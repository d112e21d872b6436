import { startPrismaGenerator } from './prisma-generator.ts';

/** The generator as a program: what `bin/tessera-sqlalchemy.js` runs. */
startPrismaGenerator();
