import { expect, test } from 'vitest';
import { drawing, iconNames } from './icons';

test('every icon has something to draw', () => {
  for (const name of iconNames) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    drawing(name)(svg);
    expect(svg.children.length, name).toBeGreaterThan(0);
    for (const shape of svg.children) expect(shape.attributes.length, name).toBeGreaterThan(0);
  }
});
