import { type Command } from 'commander';

/** Examples of every command that does something, by its path below `tessera`. */
export const examples: Readonly<Record<string, readonly string[]>> = {
  dev: [
    'tessera dev',
    'tessera dev --port 3001',
    'tessera dev --only crm,billing',
    'tessera dev --inspect',
    'PORT=0 tessera dev --events',
    'tessera dev --json',
  ],
  build: ['tessera build', 'tessera build --json'],
  compose: ['tessera compose', 'tessera compose --check', 'tessera compose --json --project ../shop'],
  prepare: ['tessera prepare', 'tessera prepare --project ../crm'],
  check: [
    'tessera check',
    'tessera check --watch',
    'tessera check --format github',
    'tessera check --sqlalchemy',
  ],
  'generate sqlalchemy': [
    'tessera generate sqlalchemy',
    'tessera generate sqlalchemy --check',
    'tessera generate sqlalchemy --component print-jobs,tenancy --out ../queue/models.py --style 1.4',
  ],
  'component new': [
    'tessera component new',
    'tessera component new notes --description "Notes that people pin to a board."',
    'tessera component new billing --model BillingInvoice --with-relation-to demo.DemoUser',
    'tessera component new mailer --no-model',
  ],
  'component extract': [
    'tessera component extract billing --models Invoice,InvoiceLine --dry-run',
    'tessera component extract billing --models Invoice,InvoiceLine',
    'tessera component extract billing --undo',
  ],
  'component test': ['tessera component test demo', 'tessera component test demo --json'],
  'component list': ['tessera component list', 'tessera component list --json'],
  'component info': ['tessera component info tenancy', 'tessera component info tenancy --json'],
  'component impact': ['tessera component impact tenancy', 'tessera component impact tenancy --json'],
  'component disable': ['tessera component disable crm', 'tessera component disable crm --json'],
  'component enable': ['tessera component enable crm'],
  'component retire': ['tessera component retire crm && git rm -r src/components/crm'],
  'component restore': ['git checkout HEAD~1 -- src/components/crm && tessera component restore crm'],
  'component upgrade': [
    'tessera component upgrade crm ../crm-2.0.0/src/components/crm --dry-run',
    'tessera component upgrade crm ../crm-2.0.0/src/components/crm',
    'tessera component upgrade guests @acme/tessera-guests@2.0.0',
    'tessera component upgrade guests ../acme-tessera-guests-2.0.0.tgz',
  ],
  'component purge': [
    'tessera component purge crm',
    'tessera component purge crm --confirm crm --backup-dir /srv/backups',
    'tessera component purge crm --json',
  ],
  graph: ['tessera graph', 'tessera graph --mermaid', 'tessera graph --svg > components.svg'],
  'component pack': [
    'tessera component pack crm',
    'tessera component pack crm --package-name @acme/crm --out ../crm-package --tgz',
    'tessera component pack crm --force --json',
  ],
  'component verify': [
    'tessera component verify',
    'tessera component verify crm --tessera 0.2.0 --tessera ../nestjs-tessera-0.3.0.tgz',
    'tessera component verify crm --json',
  ],
  adopt: [
    'tessera adopt --dry-run',
    'tessera adopt --project apps/api',
    'tessera adopt --database-url-from PRODUCTION_DATABASE_URL',
    'tessera adopt --undo',
  ],
  'migrate tenants': [
    'tessera migrate tenants --dry-run',
    'tessera migrate tenants --name keep_tenants_apart',
  ],
  'migrate plan': [
    'tessera migrate plan',
    'tessera migrate plan --allow crm:drop-column',
    'tessera migrate plan --base origin/main --markdown > plan.md',
    'tessera migrate plan --json',
  ],
  'migrate record': [
    'tessera migrate record',
    'tessera migrate record --component crm',
    'tessera migrate record 20261121100000_crm_deals',
    'tessera migrate record --join',
  ],
  'migrate check': ['tessera migrate check', 'tessera migrate check --format github'],
  'migrate down': [
    'tessera migrate down',
    'tessera migrate down 20261121100000_demo --force',
    'tessera migrate down --check',
  ],
  'migrate rollback': [
    'tessera migrate rollback --dry-run',
    'tessera migrate rollback --steps 2',
    'tessera migrate rollback --to 20261121100100_tenancy --yes --accept-data-loss print-jobs',
  ],
  'migrate expand': [
    'tessera migrate expand --dry-run',
    'tessera migrate expand --rename User.name:fullName',
    'tessera migrate expand --rename User:Person',
    'tessera migrate expand --fill \'User.initial=left("email", 1)\'',
    'tessera migrate expand --split User:Address --name addresses',
  ],
  'migrate contract': [
    'tessera migrate contract --dry-run',
    'tessera migrate contract 20261121120000_user_full_name_expand',
  ],
  'migrate backfill': [
    'tessera migrate backfill',
    'tessera migrate backfill full-name --batch 500 --max-lag 200',
    'tessera migrate backfill full-name --by-tenant',
    'tessera migrate backfill --status',
  ],
  'db start': ['tessera db start'],
  'db stop': ['tessera db stop', 'tessera db stop --wait', 'tessera db stop --force'],
  'db status': ['tessera db status', 'tessera db status --json'],
  'db url': ['tessera db url', 'DATABASE_URL="$(tessera db url)" npm start'],
  'db psql': ['tessera db psql', 'tessera db psql -- -c "select 1"'],
  'db mark': [
    'tessera db mark',
    'tessera db mark production',
    'TESSERA_ALLOW_HOST=db.example.com tessera db mark development',
  ],
  'db reset': ['tessera db reset', 'tessera db reset --yes'],
  completion: [
    'source <(npx tessera completion bash)',
    'tessera completion fish > ~/.config/fish/completions/tessera.fish',
  ],
  doctor: ['tessera doctor', 'tessera doctor --json', 'tessera doctor --project ../shop'],
};

/** Puts the examples below the help of each command. */
export function addExamples(program: Command): void {
  for (const { path, command } of listCommands(program)) {
    const lines = (examples[path] ?? []).map((example) => `\n  $ ${example}`);
    if (lines.length > 0) command.addHelpText('after', `\nExamples:${lines.join('')}`);
  }
}

/** Every command without sub-commands, with its path: `db start`. */
export function listCommands(
  parent: Command,
  prefix = '',
): readonly { readonly path: string; readonly command: Command }[] {
  return parent.commands.flatMap((command) => {
    const path = `${prefix}${command.name()}`;
    return command.commands.length > 0 ? listCommands(command, `${path} `) : [{ path, command }];
  });
}
