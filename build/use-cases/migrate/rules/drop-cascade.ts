import { type Rule } from './rule.ts';

export const dropCascade: Rule = {
  name: 'drop-cascade',
  class: 'destructive',
  judge: ({ node, objects }) => {
    const isCascade =
      ('DropStmt' in node && node.DropStmt.behavior === 'DROP_CASCADE') ||
      ('AlterTableStmt' in node &&
        (node.AlterTableStmt.cmds ?? []).some(
          (command) =>
            'AlterTableCmd' in command &&
            command.AlterTableCmd.behavior === 'DROP_CASCADE' &&
            command.AlterTableCmd.subtype?.startsWith('AT_Drop') === true,
        ));
    const object = objects.find(({ touch }) => touch === 'drop');
    if (!isCascade || !object) return [];
    return [
      {
        object,
        what: `drops with CASCADE: whatever depends on "${object.name}" goes too, whoever owns it`,
        instead: 'Leave CASCADE out and drop what depends on it by name, each in its owner’s migration.',
      },
    ];
  },
};
