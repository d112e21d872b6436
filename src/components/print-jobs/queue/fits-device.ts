import { type PrintDevice, type Prisma } from '@/generated/prisma/client.ts';

/** The jobs a device can do, as a filter; the same rules as `misfits`, and as the claim's SQL. */
export function fitsDevice(device: PrintDevice): Prisma.PrintJobWhereInput {
  return {
    kind: device.kind,
    ...(device.color ? {} : { color: false }),
    ...(device.duplex ? {} : { duplex: false }),
    AND: [
      { OR: [{ paperSize: null }, { paperSize: { in: device.paperSizes } }] },
      { OR: [{ material: null }, { material: { in: device.materials } }] },
      { OR: [{ widthMm: null }, { widthMm: atMost(device.widthMm) }] },
      { OR: [{ depthMm: null }, { depthMm: atMost(device.depthMm) }] },
      { OR: [{ heightMm: null }, { heightMm: atMost(device.heightMm) }] },
    ],
  };
}

function atMost(limit: number | null): Prisma.IntNullableFilter {
  return limit === null ? { not: null } : { lte: limit };
}
