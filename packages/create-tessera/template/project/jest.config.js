import { projectJest } from 'nestjs-tessera/jest';

export default projectJest();
