import { nearestName } from '../../config/nearest-name.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { wrongCall } from '../../diagnostics/wrong-call.ts';

/** The model another component owns, as far as a relation to it needs. */
export interface RelationTarget {
  readonly component: string;
  /** `^1.2.0`, for `requires`. */
  readonly range: string;
  readonly model: string;
  /** The field that identifies a row. */
  readonly id: string;
  readonly type: 'String' | 'Int';
  /** ` @db.Uuid` or nothing: the foreign key must have the same type in the database. */
  readonly nativeType: string;
  readonly isUuid: boolean;
}

/**
 * Finds the model that a relation is to point at.
 *
 * @param wanted `users.DemoUser`
 */
export function findRelationTarget(
  wanted: string,
  components: readonly DiscoveredComponent[],
): RelationTarget | Diagnostic {
  const [, componentName = '', modelName = ''] = /^([^.]+)\.([^.]+)$/.exec(wanted) ?? [];
  if (modelName === '') {
    return wrongCall(`"${wanted}" names no model: write component.Model, such as users.DemoUser.`);
  }
  const component = components.find(({ name }) => name === componentName);
  if (!component) {
    const names = components.map(({ name }) => name);
    return unknown(`There is no component "${componentName}" in this project.`, componentName, names);
  }
  const models = component.schemas
    .flatMap(({ declared }) => declared)
    .filter(({ block }) => block.kind === 'model');
  const model = models.find(({ block }) => block.name === modelName);
  if (!model) {
    const names = models.map(({ block }) => block.name);
    return unknown(`The component "${componentName}" has no model "${modelName}".`, modelName, names);
  }
  const id = model.fields.find(({ attributes }) => attributes.some(({ name }) => name === 'id'));
  if (id?.type !== 'String' && id?.type !== 'Int') {
    return wrongCall(
      `${modelName} is not identified by one String or Int: the relation has to be written by hand.`,
      'Make the component without --with-relation-to; docs/authors/relations.md shows composite keys.',
    );
  }
  const native = id.attributes.find(({ name }) => name.startsWith('db.'));
  const args = native?.args.map(({ value }) => value.map(({ text }) => text).join('')).join(', ') ?? '';
  const isUuid =
    native?.name === 'db.Uuid' ||
    id.attributes.some(
      ({ name, args }) =>
        name === 'default' && args.some(({ value }) => value.some(({ text }) => text === 'uuid')),
    );
  const nativeType = native === undefined ? '' : ` @${native.name}${args === '' ? '' : `(${args})`}`;
  const { name, version } = component;
  return {
    component: name,
    range: `^${version}`,
    model: modelName,
    id: id.name,
    type: id.type,
    nativeType,
    isUuid,
  };
}

function unknown(message: string, name: string, names: readonly string[]): Diagnostic {
  const nearest = nearestName(name, names);
  if (nearest !== undefined) return wrongCall(message, `Did you mean "${nearest}"?`);
  return wrongCall(message, names.length > 0 ? `There are: ${names.join(', ')}.` : undefined);
}
