import { Injectable, Logger } from '@nestjs/common';

/** A message with a link to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends mail. An application binds its own; without one, nothing leaves the process. */
export abstract class MailPort {
  abstract send(mail: Mail): Promise<void>;
}

/** Prints the message in development, so that its link can be opened; elsewhere it says that mail is not set up. */
@Injectable()
export class LoggedMail extends MailPort {
  readonly #logger = new Logger('access');

  override send(mail: Mail): Promise<void> {
    if (process.env['NODE_ENV'] === 'production') {
      // The text holds a link that signs in: not for a log.
      this.#logger.error({ subject: mail.subject }, 'A mail was not sent: no MailPort is bound');
    } else {
      this.#logger.log(`Mail to ${mail.to}: ${mail.subject}\n${mail.text}`);
    }
    return Promise.resolve();
  }
}
