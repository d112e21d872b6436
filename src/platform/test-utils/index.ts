export { checkConformance } from './check-conformance.ts';
export { type ConformanceFailure, type ConformanceResult } from './conformance-result.ts';
