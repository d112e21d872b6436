import { type PrintDevice, type PrintJob } from '@/generated/prisma/client.ts';

type Capabilities = Pick<
  PrintDevice,
  'kind' | 'color' | 'duplex' | 'paperSizes' | 'materials' | 'widthMm' | 'depthMm' | 'heightMm'
>;
type Demands = Pick<
  PrintJob,
  'kind' | 'color' | 'duplex' | 'paperSize' | 'material' | 'widthMm' | 'depthMm' | 'heightMm'
>;

/** Why the device cannot do the job, one short reason each; empty when it can. */
export function misfits(device: Capabilities, job: Demands): string[] {
  if (device.kind !== job.kind) return [`the job is for ${job.kind}, the device is ${device.kind}`];
  const reasons: string[] = [];
  if (job.color && !device.color) reasons.push('no colour');
  if (job.duplex && !device.duplex) reasons.push('no duplex');
  if (job.paperSize && !device.paperSizes.includes(job.paperSize)) reasons.push(`no ${job.paperSize} paper`);
  if (job.material && !device.materials.includes(job.material)) reasons.push(`no ${job.material}`);
  for (const side of ['widthMm', 'depthMm', 'heightMm'] as const) {
    const [limit, needed] = [device[side], job[side]];
    if (limit !== null && needed !== null && needed > limit) {
      reasons.push(`${side.replace('Mm', '')} ${needed} mm is over ${limit} mm`);
    }
  }
  return reasons;
}
