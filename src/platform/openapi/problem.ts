import { ApiProperty } from '@nestjs/swagger';

class ProblemError {
  @ApiProperty({ description: 'Which input', example: 'email' })
  path!: string;

  @ApiProperty({ example: 'Invalid email address' })
  message!: string;
}

/** What every error answers (RFC 9457), for the OpenAPI document. */
export class Problem {
  @ApiProperty({ example: 'about:blank' })
  type!: string;

  @ApiProperty({ example: 'Conflict' })
  title!: string;

  @ApiProperty({ example: 409 })
  status!: number;

  @ApiProperty({ required: false, description: 'What went wrong this time' })
  detail?: string;

  @ApiProperty({ required: false, description: 'The address that was asked for' })
  instance?: string;

  @ApiProperty({ required: false, type: [ProblemError], description: 'One entry per wrong input' })
  errors?: ProblemError[];
}
