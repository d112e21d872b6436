export { type Problem, type ProblemDetails, type ProblemError } from './problem-details.ts';
export { ProblemFilter } from './problem.filter.ts';
export { sendProblem } from './send-problem.ts';
export { writeProblem } from './write-problem.ts';
