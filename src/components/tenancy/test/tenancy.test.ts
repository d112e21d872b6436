// Jest loads Nest and the client anew for each test file, which takes longer than most of these suites: one file, one time.
import './config.suite.ts';
import './erasure.suite.ts';
import './export.suite.ts';
import './limits.suite.ts';
import './members.suite.ts';
import './seed.suite.ts';
import './standing.suite.ts';
import './tenants.suite.ts';
import './workspaces.suite.ts';
