// Draws an icon: the first ones are here from the start, the others come with the screens that show them.
import { firstIcons, type IconName } from './icons';

type Shape = { tag: string; attributes: [string, string][] };
let sources = $state.raw<Partial<Record<IconName, string>>>(firstIcons);
const parsed: Partial<Record<IconName, Shape[]>> = {};

/** More icons; what waits for one of them is drawn now. */
export function addIcons(more: Partial<Record<IconName, string>>): void {
  sources = { ...sources, ...more };
}

/** The shapes of an icon, read as text: no markup is made from a string. None of one that is not here yet. */
function shapes(name: IconName): Shape[] {
  const source = sources[name];
  const known = parsed[name];
  if (known || source === undefined) return known ?? [];
  const found = [...source.matchAll(/<(path|rect|circle|line|ellipse|poly\w+)\s([^>]*)>/g)].map(
    ([, tag = '', inside = '']): Shape => ({
      tag,
      attributes: [...inside.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
    }),
  );
  parsed[name] = found;
  return found;
}

/** Draws the icon into its svg element. */
export function drawing(name: IconName): (svg: Element) => void {
  return (svg) => {
    const drawn = shapes(name).map(({ tag, attributes }) => {
      const shape = document.createElementNS('http://www.w3.org/2000/svg', tag);
      for (const [key, value] of attributes) shape.setAttribute(key, value);
      return shape;
    });
    svg.replaceChildren(...drawn);
  };
}
