# Goes into a clean system: $1 the system, $2 a folder for a layer above it, $3 the packages and the script.
# Runs in mount, network and process namespaces of its own: nothing leaves loopback, and nothing stays.
set -eu
base=$1 layer=$2 packages=$3
ip link set lo up
mount --make-rprivate /
mkdir -p "$layer/up" "$layer/work" "$layer/root"
root=$layer/root
if ! mount -t overlay overlay -o "lowerdir=$base,upperdir=$layer/up,workdir=$layer/work" "$root"; then
  echo "no layer can be mounted here; the clean system is copied"
  cp -a "$base/." "$root"
fi
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mkdir -p "$root/packages"
mount --bind "$packages" "$root/packages"
exec chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
  sh /packages/trial.sh
