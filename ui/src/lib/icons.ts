// Lucide, one file per icon, so that only these are in the bundle.
import aLargeSmall from 'lucide-static/icons/a-large-small.svg?raw';
import archive from 'lucide-static/icons/archive.svg?raw';
import archiveRestore from 'lucide-static/icons/archive-restore.svg?raw';
import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import ban from 'lucide-static/icons/ban.svg?raw';
import bell from 'lucide-static/icons/bell.svg?raw';
import building2 from 'lucide-static/icons/building-2.svg?raw';
import calendarClock from 'lucide-static/icons/calendar-clock.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import circleDashed from 'lucide-static/icons/circle-dashed.svg?raw';
import circlePause from 'lucide-static/icons/circle-pause.svg?raw';
import circleUserRound from 'lucide-static/icons/circle-user-round.svg?raw';
import clipboardList from 'lucide-static/icons/clipboard-list.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import contrast from 'lucide-static/icons/contrast.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import ellipsis from 'lucide-static/icons/ellipsis.svg?raw';
import externalLink from 'lucide-static/icons/external-link.svg?raw';
import eye from 'lucide-static/icons/eye.svg?raw';
import eyeOff from 'lucide-static/icons/eye-off.svg?raw';
import filePen from 'lucide-static/icons/file-pen.svg?raw';
import fileText from 'lucide-static/icons/file-text.svg?raw';
import files from 'lucide-static/icons/files.svg?raw';
import flaskConical from 'lucide-static/icons/flask-conical.svg?raw';
import globe from 'lucide-static/icons/globe.svg?raw';
import globeLock from 'lucide-static/icons/globe-lock.svg?raw';
import hand from 'lucide-static/icons/hand.svg?raw';
import heartPulse from 'lucide-static/icons/heart-pulse.svg?raw';
import hospital from 'lucide-static/icons/hospital.svg?raw';
import hourglass from 'lucide-static/icons/hourglass.svg?raw';
import house from 'lucide-static/icons/house.svg?raw';
import image from 'lucide-static/icons/image.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import keyRound from 'lucide-static/icons/key-round.svg?raw';
import languages from 'lucide-static/icons/languages.svg?raw';
import lifeBuoy from 'lucide-static/icons/life-buoy.svg?raw';
import link from 'lucide-static/icons/link.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import lockOpen from 'lucide-static/icons/lock-open.svg?raw';
import logIn from 'lucide-static/icons/log-in.svg?raw';
import maximize from 'lucide-static/icons/maximize.svg?raw';
import minimize from 'lucide-static/icons/minimize.svg?raw';
import listChecks from 'lucide-static/icons/list-checks.svg?raw';
import minus from 'lucide-static/icons/minus.svg?raw';
import pill from 'lucide-static/icons/pill.svg?raw';
import plug from 'lucide-static/icons/plug.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import power from 'lucide-static/icons/power.svg?raw';
import printer from 'lucide-static/icons/printer.svg?raw';
import qrCode from 'lucide-static/icons/qr-code.svg?raw';
import receiptText from 'lucide-static/icons/receipt-text.svg?raw';
import refreshCw from 'lucide-static/icons/refresh-cw.svg?raw';
import rotateCcw from 'lucide-static/icons/rotate-ccw.svg?raw';
import save from 'lucide-static/icons/save.svg?raw';
import smartphone from 'lucide-static/icons/smartphone.svg?raw';
import scanLine from 'lucide-static/icons/scan-line.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import send from 'lucide-static/icons/send.svg?raw';
import settings from 'lucide-static/icons/settings.svg?raw';
import shieldCheck from 'lucide-static/icons/shield-check.svg?raw';
import stethoscope from 'lucide-static/icons/stethoscope.svg?raw';
import syringe from 'lucide-static/icons/syringe.svg?raw';
import trash2 from 'lucide-static/icons/trash-2.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import unplug from 'lucide-static/icons/unplug.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import volume2 from 'lucide-static/icons/volume-2.svg?raw';
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';

const sources = {
  'a-large-small': aLargeSmall,
  archive,
  'archive-restore': archiveRestore,
  'arrow-left': arrowLeft,
  ban,
  bell,
  'building-2': building2,
  'calendar-clock': calendarClock,
  check,
  'chevron-right': chevronRight,
  'circle-check': circleCheck,
  'circle-dashed': circleDashed,
  'circle-pause': circlePause,
  'circle-user-round': circleUserRound,
  'clipboard-list': clipboardList,
  clock,
  contrast,
  copy,
  download,
  ellipsis,
  'external-link': externalLink,
  eye,
  'eye-off': eyeOff,
  'file-pen': filePen,
  'file-text': fileText,
  files,
  'flask-conical': flaskConical,
  globe,
  'globe-lock': globeLock,
  hand,
  'heart-pulse': heartPulse,
  hospital,
  hourglass,
  house,
  image,
  info,
  'key-round': keyRound,
  languages,
  'life-buoy': lifeBuoy,
  link,
  lock,
  'lock-open': lockOpen,
  'log-in': logIn,
  maximize,
  minimize,
  'list-checks': listChecks,
  minus,
  pill,
  plug,
  plus,
  power,
  printer,
  'qr-code': qrCode,
  'receipt-text': receiptText,
  'refresh-cw': refreshCw,
  'rotate-ccw': rotateCcw,
  save,
  'scan-line': scanLine,
  search,
  smartphone,
  send,
  settings,
  'shield-check': shieldCheck,
  stethoscope,
  syringe,
  'trash-2': trash2,
  'triangle-alert': triangleAlert,
  unplug,
  users,
  'volume-2': volume2,
  'wifi-off': wifiOff,
  x,
};

export type IconName = keyof typeof sources;
export const iconNames = Object.keys(sources) as IconName[];

type Shape = { tag: string; attributes: [string, string][] };
const parsed = new Map<IconName, Shape[]>();

/** The shapes of an icon, read as text: no markup is made from a string. */
function shapes(name: IconName): Shape[] {
  const known = parsed.get(name);
  if (known) return known;
  const found = [...sources[name].matchAll(/<(path|rect|circle|line|ellipse|poly\w+)\s([^>]*)>/g)].map(
    ([, tag = '', inside = '']): Shape => ({
      tag,
      attributes: [...inside.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
    }),
  );
  parsed.set(name, found);
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
