// Contact sheets: all looks of a screen side by side, small, with their names.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Themes below one another, languages and sizes side by side. */
const order = (name) => {
  const [theme = '', language = ''] = name.split('-');
  const at = (list, one) => (list.includes(one) ? list.indexOf(one) : 9);
  return `${at(['en', 'es'], language)}${at(['light', 'dark', 'contrast'], theme)}${name}`;
};

const page = (title, figures) => `<!doctype html>
<meta charset="utf-8" />
<title>${title}</title>
<style>
  body { margin: 16px; font: 14px system-ui, sans-serif; background: #d5d5cd; color: #1c2824; }
  h2 { margin: 24px 0 8px; }
  div { display: flex; flex-wrap: wrap; gap: 12px; align-items: start; }
  figure { margin: 0; width: 300px; }
  figure.wide { width: 640px; }
  img { width: 100%; display: block; border: 1px solid #7a7f76; background: #fff; }
</style>
<h1>${title}</h1>
${figures}
`;

/** Writes `sheets/<sheet>.html` for the screens of one sheet, and returns its path. */
export function writeSheet(folder, sheet, names) {
  const figures = names
    .map((name) => {
      const pictures = readdirSync(path.join(folder, name))
        .filter((file) => file.endsWith('.png'))
        .map((file) => file.slice(0, -4))
        .sort((one, other) => (order(one) < order(other) ? -1 : 1));
      const each = pictures.map(
        (look) =>
          `<figure><a href="../${name}/${look}.png"><img src="../${name}/${look}.png" alt="" loading="lazy" /></a>${look}</figure>`,
      );
      return `<h2>${name}</h2><div>${each.join('')}</div>`;
    })
    .join('\n');
  const file = path.join(folder, 'sheets', `${sheet}.html`);
  writeFileSync(file, page(sheet, figures));
  return file;
}

/** A picture of a sheet, as wide as seven looks. */
export async function drawSheet(tab, cdp, file) {
  await tab.goto(pathToFileURL(file).href);
  await tab.evaluate(() =>
    Promise.all(
      [...globalThis.document.images].map((image) => {
        image.loading = 'eager';
        return image.decode().catch(() => undefined);
      }),
    ),
  );
  const width = 2220;
  const metrics = { width, height: 800, deviceScaleFactor: 1, mobile: false };
  await cdp.send('Emulation.setDeviceMetricsOverride', metrics);
  const height = await tab.evaluate(() => globalThis.document.documentElement.scrollHeight);
  await cdp.send('Emulation.setDeviceMetricsOverride', { ...metrics, height: Math.min(height, 16_000) });
  const { data } = await cdp.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  writeFileSync(file.replace(/\.html$/, '.png'), Buffer.from(data, 'base64'));
}
