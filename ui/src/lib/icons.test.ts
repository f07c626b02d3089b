import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, test } from 'vitest';
import Icon from './Icon.svelte';
import { addIcons, drawing } from './drawing.svelte';
import { firstIcons, type IconName } from './icons';
import { laterIcons } from './later-icons';

test('an icon that comes later is drawn where it was waited for', async () => {
  const { container } = render(Icon, { props: { name: 'stethoscope' } });
  const svg = container.querySelector('svg');
  expect(svg?.children).toHaveLength(0);
  addIcons(laterIcons);
  await tick();
  expect(svg?.children.length).toBeGreaterThan(0);
});

test('every icon has something to draw', () => {
  for (const name of Object.keys({ ...firstIcons, ...laterIcons }) as IconName[]) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    drawing(name)(svg);
    expect(svg.children.length, name).toBeGreaterThan(0);
    for (const shape of svg.children) expect(shape.attributes.length, name).toBeGreaterThan(0);
  }
});
