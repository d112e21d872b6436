import { applyDecorators, type CanActivate, Injectable, UseGuards } from '@nestjs/common';
import { requireOperator } from './require-operator.ts';

@Injectable()
class OperatorGuard implements CanActivate {
  canActivate(): boolean {
    requireOperator();
    return true;
  }
}

/** Refuses those who act for a tenant, before anything is looked up. */
export function OperatorOnly(): MethodDecorator & ClassDecorator {
  return applyDecorators(UseGuards(OperatorGuard));
}
