import { type IncomingMessage, type ServerResponse } from 'node:http';
import { overlayScriptPath } from './overlay-script.ts';

/** The page that stands in for the application: it shows what is wrong and makes room by itself. */
const page = `<!doctype html>
<html lang="en" data-waiting>
  <head>
    <meta charset="utf-8" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="data:," />
    <title>Tessera: no application yet</title>
  </head>
  <body style="font: 16px/1.5 system-ui, sans-serif; padding: 2rem">
    <h1>No application yet</h1>
    <p>It appears here as soon as it has started.</p>
    <script src="${overlayScriptPath}"></script>
  </body>
</html>
`;

/**
 * Answers while there is no application.
 *
 * @param why in one sentence, for programs
 */
export function answerWhileEmpty(request: IncomingMessage, response: ServerResponse, why: string): void {
  const isBrowser = request.headers.accept?.includes('text/html') === true;
  const type = isBrowser ? 'text/html' : 'text/plain';
  response.writeHead(503, { 'content-type': `${type}; charset=utf-8`, 'retry-after': '1' });
  response.end(isBrowser ? page : `${why}\n`);
}
