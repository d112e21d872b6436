import { nearestName } from '../../config/nearest-name.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { composeCodes } from './compose-codes.ts';
import { namesOf } from './component-access.ts';

/** Offers of models that the component does not have: it can give away its own only. */
export function checkOffers(components: readonly DiscoveredComponent[]): Diagnostic[] {
  return components.flatMap((component) => {
    const { writeOffers = [] } = component;
    const models = writeOffers.length === 0 ? [] : namesOf(component).models;
    return writeOffers
      .filter(({ model }) => !models.includes(model))
      .map(({ model, location }) => {
        const nearest = nearestName(model, models);
        return {
          code: composeCodes.unknownOffer,
          severity: 'error',
          component: component.name,
          message: `Component "${component.name}" offers "${model}" for writing, which is no model of its own.`,
          hint: nearest ? `Write "${nearest}".` : `Name a model of "${component.name}", or remove the entry.`,
          location,
        };
      });
  });
}
