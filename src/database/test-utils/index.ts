export { createTestDatabase, type TestDatabase } from './create-test-database.ts';
export { HttpClient, type Answer } from './http-client.ts';
export { startApp, type TestApp } from './start-app.ts';
export { useTestDatabase } from './use-test-database.ts';
