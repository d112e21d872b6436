import { projectJest } from 'nestjs-tessera/jest';

export default projectJest({ generatedDir: 'playground/src/generated' });
