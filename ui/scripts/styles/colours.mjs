// What counts as a raw colour. Names are those of CSS Color 4; `transparent`, `currentcolor` and the system
// colours of forced-colors mode are not raw: they have no value of their own.

const NAMES =
  `aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen
darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue
darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite
forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory
khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen
lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime
limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive
olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue
slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke
yellow yellowgreen`.split(/\s+/);

const HEX = '#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\\w-])';
const FUNCTION = '(?<![\\w-])(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|device-cmyk)\\(';
const NAME = `(?<![\\w$@.#-])(?:${NAMES.join('|')})(?![\\w-]|\\()`;
const RAW = new RegExp(`${HEX}|${FUNCTION}|${NAME}`, 'gi');

/** Strings, addresses, and custom property names may contain anything: they are not colours. */
function withoutQuoted(value) {
  return value.replace(/"[^"]*"|'[^']*'|url\([^)]*\)|\/\*.*?\*\//gs, ' ').replace(/--[\w-]+/g, '--');
}

/** The raw colours in a CSS value, as written. `rgb(` stands for the whole function. */
export function rawColours(value) {
  return [...withoutQuoted(value).matchAll(RAW)].map(([colour]) =>
    colour.endsWith('(') ? `${colour}…)` : colour,
  );
}
