import { describe, expect, it } from '@jest/globals';
import { type Lacking, watchLacking } from '../../../../src/dev-runtime/watch-lacking.ts';

const behind: Lacking = new Map([['crm', ['table "Deal" is missing']]]);
const nothing: Lacking = new Map();

/** An application that is asked until its answers run out, and what was told. */
async function watched(answers: readonly (Lacking | Error)[], isServed = () => true): Promise<Lacking[]> {
  const told: Lacking[] = [];
  const left = [...answers];
  const lacking = () => {
    const answer = left.shift() ?? new Error('nobody should ask');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  await watchLacking({ lacking }, isServed, (one) => told.push(one));
  expect(left).toEqual([]);
  return told;
}

describe('watchLacking', () => {
  it('tells what is lacking, and looks again until nothing is', async () => {
    expect(await watched([behind, nothing])).toEqual([behind, nothing]);
  });

  it('tells once when nothing is lacking, and nothing when the database is away', async () => {
    expect(await watched([nothing])).toEqual([nothing]);
    expect(await watched([new Error('away')])).toEqual([]);
  });

  it('goes on when the database is away for a while', async () => {
    expect(await watched([behind, new Error('away'), nothing])).toEqual([behind, nothing]);
  });

  it('ends when another application took over', async () => {
    let asked = 0;
    expect(await watched([behind], () => (asked += 1) < 3)).toEqual([behind]);
  });
});
