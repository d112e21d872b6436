// A process that runs jobs until SIGTERM: node --import tsx bench/jobs/worker-process.ts, with DATABASE_URL and JOBS_LEASE.
import { assembleWorker } from './assemble-worker.ts';

const assembled = assembleWorker(process.env['DATABASE_URL'] ?? '', {
  lease: Number(process.env['JOBS_LEASE'] ?? 15) * 1000,
});
assembled.worker.start();
process.once('SIGTERM', () => {
  void assembled.close().then(() => process.exit(0));
});
process.stdout.write('ready\n');
