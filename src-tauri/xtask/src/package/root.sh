# Makes a clean system: $1 its folder, $2 the release, then packages. Runs in a mount and a process namespace of its own.
set -eu
base=$1 release=$2
shift 2
rm -rf "$base"
debootstrap --variant=minbase "$release" "$base"
mount -t proc proc "$base/proc"
mount --rbind /dev "$base/dev"
cp /etc/resolv.conf "$base/etc/resolv.conf"
# No service starts while packages are installed.
printf '#!/bin/sh\nexit 101\n' >"$base/usr/sbin/policy-rc.d"
chmod 755 "$base/usr/sbin/policy-rc.d"
DEBIAN_FRONTEND=noninteractive LC_ALL=C chroot "$base" apt-get install -y --no-install-recommends "$@"
chroot "$base" apt-get clean
chroot "$base" useradd --create-home --uid 1000 patient
