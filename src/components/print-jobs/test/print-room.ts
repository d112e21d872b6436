import { type Prisma, type PrintDevice, type PrintJob } from '@/generated/prisma/client.ts';
import { startApp } from '@/platform/test-utils';
import { JobView } from '../jobs/job-view.ts';
import { PrintJobsModule } from '../print-jobs.module.ts';

export type PrintRoom = Awaited<ReturnType<typeof openPrintRoom>>;

/** The component on a database of its own, with one user and one file, and short ways to make the rest. */
export async function openPrintRoom() {
  const app = await startApp(PrintJobsModule);
  const http = app.as({ permissions: ['print-jobs:*'] });
  const user = await app.prisma.printUser.create({ data: { email: 'noor@lab.example', name: 'Noor' } });
  const file = await app.prisma.printFile.create({
    data: {
      ownerId: user.id,
      name: 'part.stl',
      contentType: 'model/stl',
      sizeBytes: 1000,
      checksum: 'a'.repeat(64),
      storageRef: 's3://lab/part.stl',
    },
  });

  let devices = 0;
  /** A device that is READY and prints PLA, unless `data` says otherwise. */
  const device = (data: Partial<Prisma.PrintDeviceCreateManyInput> = {}): Promise<PrintDevice> =>
    app.prisma.printDevice.create({
      data: { name: `Device ${++devices}`, kind: 'FDM', status: 'READY', materials: ['pla'], ...data },
    });

  /** A queued PLA job, straight into the table. */
  const job = (data: Partial<Prisma.PrintJobUncheckedCreateInput> = {}): Promise<PrintJob> =>
    app.prisma.printJob.create({
      data: { userId: user.id, fileId: file.id, kind: 'FDM', material: 'pla', ...data },
    });

  /** Runs an action on a job that has to be allowed. */
  const act = async (id: string, action: string, body?: object) => {
    const answer = await http.post(`/print-jobs/jobs/${id}/${action}`, body);
    return JobView.parse(answer.body);
  };

  return { ...app, http, user, file, device, job, act };
}
