import { describe, expect, it } from '@jest/globals';
import { misfits } from '../devices/misfits.ts';

const paper = {
  kind: 'PAPER',
  color: false,
  duplex: false,
  paperSizes: ['A4'],
  materials: [],
  widthMm: null,
  depthMm: null,
  heightMm: null,
} satisfies Parameters<typeof misfits>[0];
const page = {
  kind: 'PAPER',
  color: false,
  duplex: false,
  paperSize: 'A4',
  material: null,
  widthMm: null,
  depthMm: null,
  heightMm: null,
} satisfies Parameters<typeof misfits>[1];
const printer = { ...paper, kind: 'FDM' as const, materials: ['pla'], widthMm: 200, heightMm: 100 };
const part = { ...page, kind: 'FDM' as const, paperSize: null, material: 'pla' };

describe('misfits', () => {
  it('has nothing against a job the device can do', () => {
    expect(misfits(paper, page)).toEqual([]);
    expect(misfits({ ...paper, color: true, duplex: true }, page)).toEqual([]);
    expect(misfits(printer, { ...part, widthMm: 200, depthMm: 9000, heightMm: 100 })).toEqual([]);
  });

  it('names every reason', () => {
    expect(misfits(paper, { ...page, color: true, duplex: true, paperSize: 'A3' })).toEqual([
      'no colour',
      'no duplex',
      'no A3 paper',
    ]);
    expect(misfits(printer, { ...part, material: 'resin', widthMm: 201, heightMm: 101 })).toEqual([
      'no resin',
      'width 201 mm is over 200 mm',
      'height 101 mm is over 100 mm',
    ]);
  });

  it('asks for the right kind of device first', () => {
    expect(misfits(paper, part)).toEqual(['the job is for FDM, the device is PAPER']);
  });
});
