import { StartupError } from '../startup.error.ts';
import { describeRouteConflict, type RouteConflict } from './find-route-conflicts.ts';

/** Two handlers claim one route, so that one of them would never be reached. */
export class RouteConflictError extends StartupError {
  readonly conflicts: readonly RouteConflict[];

  constructor(conflicts: readonly RouteConflict[]) {
    super(['Two handlers claim one route:', ...conflicts.map(describeRouteConflict)].join('\n  - '));
    this.conflicts = conflicts;
  }
}
