// Loaded into the application before its own code, by the dev host: when the host goes away, in whatever way,
// the channel to it closes, and the application ends too instead of keeping the port.
import { setTimeout } from 'node:timers';

const graceMs = 5_000;

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), graceMs).unref();
});
// Watching must not keep an application alive that is done.
process.channel?.unref();
