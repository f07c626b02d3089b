// Left and right do not exist in a page that may one day be read from right to left: start and end do.

const RENAMED = new Map([
  ['left', 'inset-inline-start'],
  ['right', 'inset-inline-end'],
  ['border-top-left-radius', 'border-start-start-radius'],
  ['border-top-right-radius', 'border-start-end-radius'],
  ['border-bottom-left-radius', 'border-end-start-radius'],
  ['border-bottom-right-radius', 'border-end-end-radius'],
]);

const SIDED = /^(margin|padding|border|scroll-margin|scroll-padding)-(left|right)(-(?:color|style|width))?$/;
const SIDE_VALUES = {
  float: 'inline-',
  clear: 'inline-',
  'text-align': '',
  'text-align-last': '',
  'caption-side': 'inline-',
};
const FOUR_SIDED = /^(margin|padding|inset|scroll-margin|scroll-padding|border-(?:width|style|color))$/;

const end = (side) => (side === 'left' ? 'start' : 'end');

/** Splits at spaces outside brackets: `0 calc(1px + 2px)` has two parts. */
function parts(value) {
  return value.match(/(?:[^\s()]+|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
}

/** What to write instead, or null when the declaration says nothing of left and right. */
export function logicalFor(property, value) {
  if (RENAMED.has(property)) return RENAMED.get(property);
  const sided = SIDED.exec(property);
  if (sided) return `${sided[1]}-inline-${end(sided[2])}${sided[3] ?? ''}`;
  if (property in SIDE_VALUES && /^(left|right)$/.test(value)) {
    return `${property}: ${SIDE_VALUES[property]}${end(value)}`;
  }
  if (FOUR_SIDED.test(property)) {
    const [, right, , left] = parts(value);
    if (left !== undefined && left !== right)
      return `${property}-block and ${property}-inline`.replace('border-', 'border-…-');
  }
  if (property === 'border-radius' && !value.includes('/')) {
    const [topLeft, topRight, bottomRight, bottomLeft = topRight] = parts(value);
    const lopsided =
      topRight !== undefined && (topLeft !== topRight || (bottomRight ?? topLeft) !== bottomLeft);
    if (lopsided) return 'border-start-start-radius and its three siblings';
  }
  return null;
}
