import type { ShareKind } from '../../ipc/generated';

/** In the order people think of them. */
export const kinds: readonly ShareKind[] = [
  'patient',
  'medication-statement',
  'allergy-intolerance',
  'condition',
  'immunization',
  'observation',
  'procedure',
  'care-plan',
  'coverage',
];

export const longestTitle = 80;
export type TitleProblem = 'empty' | 'too-long';

/** Counted the way a person counts: by characters, not by code units. */
export function titleLength(title: string): number {
  return [...title.trim()].length;
}

export function titleProblem(title: string): TitleProblem | null {
  const length = titleLength(title);
  if (length === 0) return 'empty';
  return length > longestTitle ? 'too-long' : null;
}
