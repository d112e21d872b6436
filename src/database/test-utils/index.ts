export { createTestDatabase, type TestDatabase } from './create-test-database.ts';
export { useTestDatabase } from './use-test-database.ts';
