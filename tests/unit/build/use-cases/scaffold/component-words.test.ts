import { describe, expect, it } from '@jest/globals';
import { componentWords } from '../../../../../build/use-cases/scaffold/component-words.ts';

describe('the words of a new component', () => {
  it.each([
    ['notes', undefined, 'Note', 'note', 'notes'],
    ['print-jobs', undefined, 'PrintJob', 'print-job', 'print-jobs'],
    ['crm', 'CrmDeal', 'CrmDeal', 'deal', 'deals'],
    ['crm', 'Crmish', 'Crmish', 'crmish', 'crmishes'],
    ['users', 'UserProfile', 'UserProfile', 'profile', 'profiles'],
    ['inventory', undefined, 'Inventory', 'inventory', 'inventories'],
    ['statuses', undefined, 'Status', 'status', 'statuses'],
  ])('%s, %s: model %s, one is a %s, many are %s', (component, model, Model, resource, resources) => {
    expect(componentWords(component, model)).toMatchObject({ Model, resource, resources });
  });

  it('spells them for classes, variables and sentences', () => {
    expect(componentWords('shop', 'ShopOrderLine')).toMatchObject({
      Component: 'Shop',
      accessor: 'shopOrderLine',
      Resources: 'OrderLines',
      resourcesVariable: 'orderLines',
      words: 'shop order lines',
    });
  });
});
