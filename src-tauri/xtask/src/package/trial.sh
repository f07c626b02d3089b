# What a person does with a package, in a clean system without a network. Each line that begins with "ok" holds.
# Runs as root, and with the word "session" or "audit" as the patient in a desktop session.
failed=0
said=/tmp/said.$$

check() {
  what=$1
  shift
  if "$@" >"$said" 2>&1; then
    echo "ok      $what"
  else
    echo "FAILED  $what"
    sed 's/^/          /' "$said"
    failed=1
  fi
}

# Waits until something holds, for half a minute.
until_it() {
  n=0
  until "$@"; do
    n=$((n + 1))
    [ "$n" -lt 300 ] || return 1
    sleep 0.1
  done
}

not() { ! "$@"; }
window() { xwininfo -root -tree | grep -q '"Satchel'; }
came_back() { grep -q "an address of ours came back" "$1"; }
handed_over() { grep -q "the system handed a link over" "$1"; }
running() { pgrep -r R,S,D -x satchel >/dev/null; }
one_process() { [ "$(pgrep -cx satchel)" = 1 ]; }
leave() {
  pkill -TERM -x satchel
  until_it not running
}

# Everything outside of homes, of what runs, and of the lists that the system's own tools keep.
system_files() {
  find / -xdev \( -path /home -o -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /run -o -path /packages \
    -o -path /var/lib/dpkg -o -path /var/log -o -path /var/cache -o -name mimeinfo.cache -o -name icon-theme.cache \) \
    -prune -o -print | sort
}

# What Satchel left in the patient's home, without what it is for.
traces() { find /home/patient -ipath '*satchel*' -not -path '*/Records/*' | sort; }

session() {
  export DISPLAY=:7 SATCHEL_LOG=info
  records=$HOME/Records
  back='health.satchel.demo:/connected?status_code=200'

  check "without a display it says so in a sentence, and ends" no_display
  Xvfb :7 -screen 0 1280x1024x24 -nolisten tcp >/dev/null 2>&1 &
  until_it test -S /tmp/.X11-unix/X7
  printf %s test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1

  satchel --demo --person rosa --data-dir "$records" >/tmp/first.log 2>&1 &
  check "it starts, and a window opens" until_it window
  sleep 2
  check "and stays" running
  xdg-open "$back" >/tmp/open.log 2>&1
  check "xdg-open brings a callback to the running window" until_it came_back /tmp/first.log
  check "and starts no second one" until_it one_process
  : >/tmp/first.log
  gio open "$back" >/tmp/open.log 2>&1
  check "so does GNOME's way of opening an address" until_it came_back /tmp/first.log
  xdg-open 'shlink:/eyJ1cmwiOiJodHRwczovL2xpbmtzLmV4YW1wbGUuY29tL20ifQ' >/tmp/open.log 2>&1
  check "a health link that is opened elsewhere reaches the running window" until_it handed_over /tmp/first.log
  check "and starts no second one" until_it one_process
  check "it ends when it is asked to" leave
  check "what it wrote down holds" satchel --verify-audit --data-dir "$records"

  xdg-open "$back" >/tmp/cold.log 2>&1 &
  check "xdg-open starts it when it does not run" until_it window
  check "and the callback is there" until_it came_back /tmp/cold.log
  check "it ends" leave
  check "it registers nothing for itself: the package did" not grep -rqs satchel "$HOME/.local/share/applications" \
    "$HOME/.config/mimeapps.list"
}

no_display() {
  env -u DISPLAY -u WAYLAND_DISPLAY satchel --demo >"$HOME/no-display" 2>&1
  [ $? = 1 ] && grep -q "no display" "$HOME/no-display" && not grep -qi panicked "$HOME/no-display"
}

# Later, in another session: the keychain is open again.
audit() {
  printf %s test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  check "and what was written down still holds" satchel --verify-audit --data-dir "$HOME/Records"
}

case "${1:-}" in
session | audit)
  export XDG_RUNTIME_DIR=/run/user/1000
  "$1"
  exit $failed
  ;;
esac

as_patient() {
  runuser -u patient -- env HOME=/home/patient dbus-run-session -- sh /packages/trial.sh "$1"
}

mkdir -p /run/user/1000 && chown patient /run/user/1000 && chmod 700 /run/user/1000
system_files >/tmp/before
check "nothing of ours is here" not command -v satchel
check "it installs with what it asks for" dpkg -i /packages/satchel.deb
check "satchel --version names version and commit" sh -c 'satchel --version | grep -E "^satchel [0-9]+\.[0-9]+\.[0-9]+ \("'
as_patient session || failed=1

find /home/patient/Records -type f | sort | xargs -r sha256sum >/tmp/data
check "there is data to keep" test -s /tmp/data
check "an upgrade installs" dpkg -i /packages/next.deb
check "an upgrade keeps the data" sha256sum --check --quiet /tmp/data
as_patient audit || failed=1
check "it can be removed" dpkg --purge satchel
system_files >/tmp/after
check "nothing of it is left in the system" diff /tmp/before /tmp/after
check "the data stays" sha256sum --check --quiet /tmp/data
traces >/tmp/traces
check "in the home there is its own folder and nothing else" not grep -vE '^/home/patient/\.(local/share|cache|config)/health\.satchel\.(demo|desktop)(/|$)' /tmp/traces
exit $failed
