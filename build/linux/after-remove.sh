#!/bin/sh
set -e
# dpkg says a word, rpm how many of it remain.
case "$1" in
1 | upgrade | failed-upgrade | abort-*) exit 0 ;;
esac
rm -f '/usr/bin/${executable}'
if [ -f '/etc/apparmor.d/${executable}' ]; then
    ischroot 2>/dev/null || apparmor_parser --remove '/etc/apparmor.d/${executable}' 2>/dev/null || true
    rm -f '/etc/apparmor.d/${executable}'
fi
if [ "$1" = purge ]; then rm -rf /etc/sportello; fi
# What people keep in their own folders stays: `sportello --purge-local-data` deletes it, before the removal.
if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
