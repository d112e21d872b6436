/// <reference types="webpack/module" />
import { listOf, originPolicy } from '../http/index.ts';
import { ApplicationSlot, NeedsProcessError } from './application-slot.ts';
import { exchangeModules, UnacceptedUpdateError } from './exchange-modules.ts';
import { failureOf } from './failure-of.ts';
import { listenWhenFree } from './listen-when-free.ts';
import { rememberListeningPlaces } from './listening-places.ts';
import { mayNeedProcess } from './may-need-process.ts';
import { type HotApplicationModule } from './hot-application.ts';
import {
  type AppFailure,
  HostMessage,
  type AppMessage,
  type UpdateMessage,
} from '../../contract/dev-messages.ts';
import { HotServer } from './hot-server.ts';
import { keptValues } from './kept-values.ts';
import { underLoopGuard } from './loop-watch.ts';
import { evaluateWhole, giveUpEvaluation } from './module-cache.ts';
import { answerWhileEmpty } from './overlay/answer-while-empty.ts';
import { Overlay } from './overlay/overlay.ts';
import { refuseForeign } from './overlay/refuse-foreign.ts';
import { overlayScriptPath, shellPath } from './overlay/overlay-script.ts';
import { type Lacking, watchLacking } from './watch-lacking.ts';

/** Longer than any request but a stream takes. */
const defaultDrainSeconds = 30;

type LoadApplication = () => Promise<HotApplicationModule>;

const tell = (message: AppMessage): void => {
  process.send?.(message);
};

function tellLacking(lacking: Lacking): void {
  tell({ kind: 'lacking', components: [...lacking.keys()].sort(), missing: [...lacking.values()].flat() });
}

/**
 * The program of the dev server: listens, opens the first application, and exchanges it whenever the host sends
 * an update. Ends in order on SIGTERM.
 *
 * @param load imports the exchanged part of the program; called anew after every update
 */
export async function serveHot(hot: webpack.Hot, load: LoadApplication): Promise<void> {
  keptValues.share();
  // Another process serves at the address, until this one is ready.
  const isBeside = process.env['TESSERA_BESIDE'] !== undefined;
  delete process.env['TESSERA_BESIDE'];
  let goOn: () => void = () => undefined;
  const mayListen = new Promise<void>((resolve) => (goOn = resolve));
  const drainMs = 1000 * Number(process.env['SHUTDOWN_TIMEOUT'] ?? defaultDrainSeconds);
  const host = process.env['HOST'] ?? '127.0.0.1';
  const policy = originPolicy({
    isDevelopment: true,
    host,
    allowedHosts: listOf(process.env['ALLOWED_HOSTS']),
    trustedOrigins: listOf(process.env['TRUSTED_ORIGINS']),
  });
  let lastFailure: AppFailure | undefined;
  const overlay = new Overlay(() => server.serving);
  const server: HotServer = new HotServer(
    (request, response) => {
      if (refuseForeign(request, response, policy)) return;
      answerWhileEmpty(request, response, lastFailure?.message ?? 'The application is starting.');
    },
    // An application refuses by itself what is for it.
    (request, response) =>
      request.url?.startsWith(shellPath) === true &&
      (refuseForeign(request, response, policy) || overlay.answer(request, response)),
  );
  // For the platform's page, which is exchanged and must not import what stays.
  process.env['TESSERA_OVERLAY'] = overlayScriptPath;
  // In the loop a mistake of a component must not take the others down.
  const report = (error: unknown): void => {
    if (!slot.fail(error)) tell({ kind: 'uncaught', failure: failureOf(error) });
  };
  const slot: ApplicationSlot = new ApplicationSlot(
    server,
    (beforeOpening) =>
      underLoopGuard(async () => {
        const open = await evaluateWhole(async () => (await load()).loadApplication());
        await beforeOpening();
        const application = await open();
        return { application, open, close: application.close };
      }),
    drainMs,
    (application) => {
      void watchLacking(application, () => server.serves(application), tellLacking);
    },
    report,
  );
  rememberListeningPlaces();

  async function update({ id, updates, turn }: UpdateMessage): Promise<void> {
    const begin = performance.now();
    const modules = await exchangeModules(hot, updates);
    const exchanged = performance.now();
    if (modules.length === 0 && turn === undefined) {
      tell({ kind: 'same', id });
      return;
    }
    giveUpEvaluation();
    // What follows does not keep the next update waiting.
    void slot.renew(modules).then(
      (placed) => {
        const times = { applyMs: exchanged - begin, bootMs: performance.now() - exchanged };
        if (placed === undefined) tell({ kind: 'superseded', id });
        else
          tell({
            ...{ kind: 'swapped', id, modules, kept: placed.kept },
            ...times,
            turn: placed.turn?.failure,
          });
      },
      (error: unknown) => {
        const isHeld = error instanceof NeedsProcessError;
        lastFailure = failureOf(isHeld ? error.cause : error);
        const refused = { kind: 'refused', id, failure: lastFailure } as const;
        if (isHeld) tell({ ...refused, needsProcess: 'always', isEmpty: error.isEmpty });
        else if (mayNeedProcess(error)) tell({ ...refused, needsProcess: 'once' });
        else tell(refused);
      },
    );
  }

  let queue: Promise<void> = Promise.resolve();
  process.on('message', (raw) => {
    const parsed = HostMessage.safeParse(raw);
    if (!parsed.success) return;
    if (parsed.data.kind === 'listen') {
      goOn();
      return;
    }
    if (parsed.data.kind === 'problems') {
      overlay.show(parsed.data.problems);
      return;
    }
    const message = parsed.data;
    queue = queue
      .then(() => update(message))
      .catch((error: unknown) => {
        const { message: reason } = failureOf(error);
        if (error instanceof UnacceptedUpdateError) tell({ kind: 'restart', id: message.id, reason });
        else tell({ kind: 'refused', id: message.id, failure: failureOf(error) });
      });
  });
  process.on('uncaughtException', report).on('unhandledRejection', report);
  process.once('SIGTERM', () => {
    overlay.close();
    void server.stop(drainMs).then(
      () => process.exit(0),
      (error: unknown) => {
        report(error);
        process.exit(1);
      },
    );
  });
  const port = Number(process.env['PORT']);
  if (!isBeside) await server.listen(port, host);
  const begin = performance.now();
  await slot.renew([]).then(
    async (placed) => {
      // Superseded: the update that came meanwhile tells what becomes of it.
      if (placed === undefined) return;
      const bootMs = performance.now() - begin;
      if (isBeside) {
        tell({ kind: 'opened' });
        await mayListen;
        await listenWhenFree(server, port, host);
      }
      tell({ kind: 'serving', bootMs });
    },
    (error: unknown) => {
      lastFailure = failureOf(error);
      tell({ kind: 'failed', failure: lastFailure });
    },
  );
}
