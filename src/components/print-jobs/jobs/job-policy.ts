import { definePolicy, type Principal } from '@/platform';

/** The id of no person: no row is met by it. */
const NO_ONE = '00000000-0000-0000-0000-000000000000';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The user of the print room that a principal is: a person's own id. A key or a service may have the same, and is none. */
function own({ kind, id }: Principal) {
  return { userId: kind === 'user' && UUID.test(id) ? id : NO_ONE };
}

/** People reach their own jobs; those who run the room have `jobs.all` besides. */
export const jobPolicy = definePolicy({
  model: 'PrintJob',
  rules: [
    { permission: 'print-jobs:jobs.all', to: 'read' },
    { permission: 'print-jobs:jobs.all', to: 'write' },
    { permission: 'print-jobs:jobs.read', to: 'read', where: own },
    { permission: 'print-jobs:jobs.write', to: 'read', where: own },
    { permission: 'print-jobs:jobs.operate', to: 'read', where: own },
    { permission: 'print-jobs:jobs.write', to: 'write', where: own },
    { permission: 'print-jobs:jobs.operate', to: 'write', where: own },
  ],
});
