// Jest loads Nest and the client anew for each test file, which takes longer than most of these suites: one file, one time.
import './event-store-log.suite.ts';
import './events.suite.ts';
import './event-store-tenants.suite.ts';
import './idempotent-put.suite.ts';
import './openapi.suite.ts';
import './query-keys.suite.ts';
