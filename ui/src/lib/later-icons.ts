// The icons of all other screens; they come with them.
import aLargeSmall from 'lucide-static/icons/a-large-small.svg?raw';
import archive from 'lucide-static/icons/archive.svg?raw';
import archiveRestore from 'lucide-static/icons/archive-restore.svg?raw';
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw';
import audioLines from 'lucide-static/icons/audio-lines.svg?raw';
import ban from 'lucide-static/icons/ban.svg?raw';
import bell from 'lucide-static/icons/bell.svg?raw';
import building2 from 'lucide-static/icons/building-2.svg?raw';
import calendarClock from 'lucide-static/icons/calendar-clock.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronUp from 'lucide-static/icons/chevron-up.svg?raw';
import circleDashed from 'lucide-static/icons/circle-dashed.svg?raw';
import clipboardList from 'lucide-static/icons/clipboard-list.svg?raw';
import contrast from 'lucide-static/icons/contrast.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import deleteBack from 'lucide-static/icons/delete.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import eye from 'lucide-static/icons/eye.svg?raw';
import eyeOff from 'lucide-static/icons/eye-off.svg?raw';
import filePen from 'lucide-static/icons/file-pen.svg?raw';
import fileText from 'lucide-static/icons/file-text.svg?raw';
import flaskConical from 'lucide-static/icons/flask-conical.svg?raw';
import globe from 'lucide-static/icons/globe.svg?raw';
import globeLock from 'lucide-static/icons/globe-lock.svg?raw';
import heartPulse from 'lucide-static/icons/heart-pulse.svg?raw';
import image from 'lucide-static/icons/image.svg?raw';
import keyRound from 'lucide-static/icons/key-round.svg?raw';
import languages from 'lucide-static/icons/languages.svg?raw';
import listChecks from 'lucide-static/icons/list-checks.svg?raw';
import lockOpen from 'lucide-static/icons/lock-open.svg?raw';
import maximize from 'lucide-static/icons/maximize.svg?raw';
import minimize from 'lucide-static/icons/minimize.svg?raw';
import minus from 'lucide-static/icons/minus.svg?raw';
import play from 'lucide-static/icons/play.svg?raw';
import pill from 'lucide-static/icons/pill.svg?raw';
import plug from 'lucide-static/icons/plug.svg?raw';
import printer from 'lucide-static/icons/printer.svg?raw';
import rotateCcw from 'lucide-static/icons/rotate-ccw.svg?raw';
import save from 'lucide-static/icons/save.svg?raw';
import scanLine from 'lucide-static/icons/scan-line.svg?raw';
import send from 'lucide-static/icons/send.svg?raw';
import shieldCheck from 'lucide-static/icons/shield-check.svg?raw';
import stethoscope from 'lucide-static/icons/stethoscope.svg?raw';
import syringe from 'lucide-static/icons/syringe.svg?raw';
import terminal from 'lucide-static/icons/terminal.svg?raw';
import trash2 from 'lucide-static/icons/trash-2.svg?raw';
import unplug from 'lucide-static/icons/unplug.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import volume2 from 'lucide-static/icons/volume-2.svg?raw';

export const laterIcons = {
  'a-large-small': aLargeSmall,
  archive,
  'archive-restore': archiveRestore,
  'arrow-right': arrowRight,
  'audio-lines': audioLines,
  ban,
  bell,
  'building-2': building2,
  'calendar-clock': calendarClock,
  'chevron-down': chevronDown,
  'chevron-up': chevronUp,
  'circle-dashed': circleDashed,
  'clipboard-list': clipboardList,
  contrast,
  copy,
  delete: deleteBack,
  download,
  eye,
  'eye-off': eyeOff,
  'file-pen': filePen,
  'file-text': fileText,
  'flask-conical': flaskConical,
  globe,
  'globe-lock': globeLock,
  'heart-pulse': heartPulse,
  image,
  'key-round': keyRound,
  languages,
  'list-checks': listChecks,
  'lock-open': lockOpen,
  maximize,
  minimize,
  minus,
  pill,
  play,
  plug,
  printer,
  'rotate-ccw': rotateCcw,
  save,
  'scan-line': scanLine,
  send,
  'shield-check': shieldCheck,
  stethoscope,
  syringe,
  terminal,
  'trash-2': trash2,
  unplug,
  users,
  'volume-2': volume2,
};
