import { type ProjectConfig } from '../../config/project-config.ts';

/** One file of models to be made. */
export type ModelsTarget = ProjectConfig['sqlalchemy'][number];

/** The SQLAlchemy models are written for; those for 1.4 run on 2.x, too. */
export type Style = ModelsTarget['style'];
