import { type Prisma, type PrintJobState } from '@/generated/prisma/client.ts';

/** The n-th id of a kind: always the same, so that seeding twice changes nothing. */
function id(kind: string, n: number): string {
  return `0192f000-${kind}-7000-8000-${String(n).padStart(12, '0')}`;
}

const at = (time: string) => new Date(`2026-11-16T${time}:00Z`);
const sha = (digit: string) => digit.repeat(64);

export const users: (Prisma.PrintUserCreateManyInput & { id: string })[] = [
  { id: id('0001', 1), email: 'noor@lab.example', name: 'Noor Haddad' },
  { id: id('0001', 2), email: 'tomas@lab.example', name: 'Tomás Rivera' },
  { id: id('0001', 3), email: 'alumni@lab.example', name: 'Jo Alder', active: false },
];

const file = (n: number, name: string, contentType: string, sizeBytes: number) => ({
  id: id('0002', n),
  ownerId: id('0001', n === 3 ? 2 : 1),
  name,
  contentType,
  sizeBytes,
  checksum: sha(String(n)),
  storageRef: `s3://lab-files/2026/11/${name}`,
});

export const files: (Prisma.PrintFileCreateManyInput & { id: string })[] = [
  file(1, 'bracket-v3.stl', 'model/stl', 482_133),
  file(2, 'poster-open-day.pdf', 'application/pdf', 2_904_511),
  file(3, 'enclosure-front.svg', 'image/svg+xml', 18_220),
];

export const devices: (Prisma.PrintDeviceCreateManyInput & { id: string })[] = [
  {
    id: id('0003', 1),
    name: 'Prusa MK4 (left)',
    kind: 'FDM',
    location: 'Innovation Lab, bench 2',
    status: 'READY',
    materials: ['pla', 'petg'],
    widthMm: 250,
    depthMm: 210,
    heightMm: 220,
  },
  {
    id: id('0003', 2),
    name: 'Office colour',
    kind: 'PAPER',
    location: 'Hallway',
    status: 'READY',
    color: true,
    duplex: true,
    paperSizes: ['A4', 'A3'],
  },
  {
    id: id('0003', 3),
    name: 'Epilog Fusion',
    kind: 'LASER',
    location: 'Innovation Lab, laser room',
    status: 'PAUSED',
    statusMessage: 'Lens is being cleaned',
    materials: ['birch-plywood', 'acrylic'],
    widthMm: 812,
    depthMm: 508,
  },
];

interface SeedJob extends Prisma.PrintJobCreateManyInput {
  id: string;
  state: PrintJobState;
  steps: { toState: PrintJobState; at: Date; note?: string }[];
}

const bracket = { userId: id('0001', 1), fileId: id('0002', 1), kind: 'FDM', material: 'pla' } as const;
const poster = { userId: id('0001', 1), fileId: id('0002', 2), kind: 'PAPER', paperSize: 'A3' } as const;
const front = {
  userId: id('0001', 2),
  fileId: id('0002', 3),
  kind: 'LASER',
  material: 'acrylic',
  widthMm: 300,
  depthMm: 180,
} as const;

export const jobs: SeedJob[] = [
  {
    id: id('0004', 1),
    ...bracket,
    deviceId: id('0003', 1),
    state: 'DONE',
    steps: [
      { toState: 'QUEUED', at: at('08:02') },
      { toState: 'ASSIGNED', at: at('08:10'), note: 'claimed' },
      { toState: 'PRINTING', at: at('08:14') },
      { toState: 'DONE', at: at('10:41') },
    ],
  },
  {
    id: id('0004', 2),
    ...bracket,
    deviceId: id('0003', 1),
    state: 'FAILED',
    failureReason: 'First layer came off',
    steps: [
      { toState: 'QUEUED', at: at('10:50') },
      { toState: 'ASSIGNED', at: at('10:52'), note: 'claimed' },
      { toState: 'PRINTING', at: at('10:55') },
      { toState: 'FAILED', at: at('11:03'), note: 'First layer came off' },
    ],
  },
  {
    id: id('0004', 3),
    ...poster,
    color: true,
    copies: 12,
    priority: 80,
    deviceId: id('0003', 2),
    state: 'PRINTING',
    steps: [
      { toState: 'QUEUED', at: at('11:00') },
      { toState: 'ASSIGNED', at: at('11:01'), note: 'claimed' },
      { toState: 'PRINTING', at: at('11:02') },
    ],
  },
  { id: id('0004', 4), ...poster, state: 'QUEUED', steps: [{ toState: 'QUEUED', at: at('11:05') }] },
  {
    id: id('0004', 5),
    ...front,
    state: 'QUEUED',
    priority: 60,
    steps: [{ toState: 'QUEUED', at: at('11:06') }],
  },
  {
    id: id('0004', 6),
    ...front,
    state: 'CANCELLED',
    steps: [
      { toState: 'QUEUED', at: at('11:07') },
      { toState: 'CANCELLED', at: at('11:20'), note: 'Handed in twice' },
    ],
  },
];
