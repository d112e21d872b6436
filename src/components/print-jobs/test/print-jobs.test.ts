// Jest loads Nest and the client anew for each test file, which takes longer than most of these suites: one file, one time.
import './devices.suite.ts';
import './jobs.suite.ts';
import './misfits.suite.ts';
import './own-jobs.suite.ts';
import './queue.suite.ts';
import './statistics.suite.ts';
import './transition.suite.ts';
import './users-and-files.suite.ts';
