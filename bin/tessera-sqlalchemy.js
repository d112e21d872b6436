#!/usr/bin/env node
// SQLAlchemy models as a generator of `prisma generate`; thin.
import { register } from 'tsx/esm/api';

register();
const { startPrismaGenerator } = await import('../build/use-cases/sqlalchemy/prisma-generator.ts');
startPrismaGenerator();
