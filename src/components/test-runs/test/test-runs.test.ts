// Jest loads Nest and the client anew for each test file, which takes longer than most of these suites: one file, one time.
import './audit-log.suite.ts';
import './executions.suite.ts';
import './pure-functions.suite.ts';
import './seed.suite.ts';
import './suites.suite.ts';
import './tests.suite.ts';
