#!/usr/bin/env node
// SQLAlchemy models as a generator of `prisma generate`; thin.
import { load } from './load.js';

await load('build/use-cases/sqlalchemy/main');
