import { Injectable } from '@nestjs/common';

@Injectable()
export class {{Component}}Service {
  greet(name: string): string {
    return `Hello, ${name}!`;
  }
}
