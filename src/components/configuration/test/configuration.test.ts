// Jest loads Nest and the client anew for each test file, which takes longer than most of these suites: one file, one time.
import './effective-settings.suite.ts';
import './flags.suite.ts';
import './seed.suite.ts';
import './sensitive.suite.ts';
import './setting-sealer.suite.ts';
import './settings.suite.ts';
