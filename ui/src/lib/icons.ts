// Lucide, one file per icon, so that only these are in the bundle. Here: what the first screens show.
import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import circlePause from 'lucide-static/icons/circle-pause.svg?raw';
import circleUserRound from 'lucide-static/icons/circle-user-round.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import ellipsis from 'lucide-static/icons/ellipsis.svg?raw';
import externalLink from 'lucide-static/icons/external-link.svg?raw';
import files from 'lucide-static/icons/files.svg?raw';
import hand from 'lucide-static/icons/hand.svg?raw';
import hospital from 'lucide-static/icons/hospital.svg?raw';
import hourglass from 'lucide-static/icons/hourglass.svg?raw';
import house from 'lucide-static/icons/house.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import lifeBuoy from 'lucide-static/icons/life-buoy.svg?raw';
import link from 'lucide-static/icons/link.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import logIn from 'lucide-static/icons/log-in.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import power from 'lucide-static/icons/power.svg?raw';
import qrCode from 'lucide-static/icons/qr-code.svg?raw';
import receiptText from 'lucide-static/icons/receipt-text.svg?raw';
import refreshCw from 'lucide-static/icons/refresh-cw.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import settings from 'lucide-static/icons/settings.svg?raw';
import smartphone from 'lucide-static/icons/smartphone.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';
import type { laterIcons } from './later-icons';

export const firstIcons = {
  'arrow-left': arrowLeft,
  check,
  'chevron-right': chevronRight,
  'circle-check': circleCheck,
  'circle-pause': circlePause,
  'circle-user-round': circleUserRound,
  clock,
  ellipsis,
  'external-link': externalLink,
  files,
  hand,
  hospital,
  hourglass,
  house,
  info,
  'life-buoy': lifeBuoy,
  link,
  lock,
  'log-in': logIn,
  plus,
  power,
  'qr-code': qrCode,
  'receipt-text': receiptText,
  'refresh-cw': refreshCw,
  search,
  settings,
  smartphone,
  'triangle-alert': triangleAlert,
  'wifi-off': wifiOff,
  x,
};

export type IconName = keyof typeof firstIcons | keyof typeof laterIcons;
