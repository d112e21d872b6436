export { checkConformance } from './check-conformance.ts';
export { type ConformanceFailure, type ConformanceResult } from './conformance-result.ts';
export { HttpClient, type Answer } from './http-client.ts';
export { startApp, type TestApp } from './start-app.ts';
