#!/usr/bin/env bash
# Puts promtool, which tests the alert rules, where `npm test` finds it: from Debian's package, without installing the
# server and its service. Needs apt and, if its lists are missing, root.
set -euo pipefail
cd "$(dirname "$0")/.."
there=$PWD/node_modules/.bin
unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
cd "$unpacked"
apt-get download prometheus 2>/dev/null || { apt-get update -qq && apt-get download prometheus; }
dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x ./usr/bin/promtool
mv usr/bin/promtool "$there/promtool"
