// Jest loads Nest and the client anew for each test file, which takes longer than most of these suites: one file, one time.
import './append.suite.ts';
import './plans.suite.ts';
import './read.suite.ts';
import './snapshots.suite.ts';
import './streams.suite.ts';
import './tenant-relation.suite.ts';
