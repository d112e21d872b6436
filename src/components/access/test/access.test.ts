// Jest loads Nest and the client anew for each test file, which takes longer than most of these suites: one file, one time.
import './access-environment.suite.ts';
import './audit.suite.ts';
import './create-admin.suite.ts';
import './external-tokens.suite.ts';
import './is-from-own-page.suite.ts';
import './keys.suite.ts';
import './library.suite.ts';
import './organizations.suite.ts';
import './renew.suite.ts';
import './roles.suite.ts';
import './services.suite.ts';
import './sessions.suite.ts';
