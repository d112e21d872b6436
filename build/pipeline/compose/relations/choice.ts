import { type OneSidedRelation } from '../../../model/one-sided-relation.ts';
import { type FieldComment } from '../../../model/field-comment.ts';

/** A relation with the name its author chose for the opposite field. */
export interface Choice {
  readonly relation: OneSidedRelation;
  readonly comment: FieldComment;
}
