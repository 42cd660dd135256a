#!/usr/bin/env bash
# Installs what deploy/ha runs, from Debian's packages, without starting any of their services. Needs apt and root.
set -euo pipefail
packages=(postgresql patroni etcd-server pgbouncer haproxy pgbackrest iproute2)
export DEBIAN_FRONTEND=noninteractive
# Debian's packages ask this program before they start a service; 101 means no.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
fi
apt-get install -qq --no-install-recommends "${packages[@]}" > /dev/null 2>&1 || {
  apt-get update -qq
  apt-get install -qq --no-install-recommends "${packages[@]}" > /dev/null
}
