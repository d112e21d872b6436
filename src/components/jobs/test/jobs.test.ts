// Jest loads Nest and the client anew for each test file, which takes longer than most of these suites: one file, one time.
import './desk.suite.ts';
import './run.suite.ts';
import './schema.suite.ts';
import './workers.suite.ts';
