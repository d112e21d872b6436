// Jest loads Nest and the client anew for each test file, which takes longer than most of these suites: one file, one time.
import './posts.suite.ts';
import './seed.suite.ts';
import './transition.suite.ts';
import './users.suite.ts';
