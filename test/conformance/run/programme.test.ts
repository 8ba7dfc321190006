import { wholeProgramme } from '../../../conformance/steps';
import { HAND_OFF } from '../../../conformance/terraform/terraform-step';

const names = wholeProgramme().steps.map(({ name }) => name);

test('a step that waits for another is chosen with it, and never without', () => {
  expect(names.filter((name) => name.startsWith(HAND_OFF))).toEqual([HAND_OFF, `${HAND_OFF}: acceptance of what was bound`]);
  expect(names.filter((name) => name.startsWith('acceptance'))).toEqual(['acceptance by 1.37', 'acceptance by 1.32']);
});

test('every step has a name of its own', () => {
  expect(new Set(names).size).toBe(names.length);
});
